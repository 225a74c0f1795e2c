package io.codemaster.executor.feishu;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.codemaster.api.shared.CommandRejected;

/**
 * A link to a Feishu document that was understood. The host is only checked, never asked: documents are read from the
 * configured open platform.
 *
 * @param url its normal form, without what sharing added
 */
record DocumentLink(Kind kind, DocumentToken token, String url) {

    private static final List<String> HOSTS = List.of(".feishu.cn", ".larksuite.com", ".larkoffice.com");

    private static final Pattern HOST_NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    private static final Map<String, String> OTHERS = Map.of(
            "sheets", "a spreadsheet",
            "base", "a base",
            "slides", "a presentation",
            "mindnotes", "a mind map",
            "minutes", "a recording",
            "file", "a file",
            "docs", "a document of the old kind");

    private static final String EXAMPLE = "https://acme.feishu.cn/docx/B4EPdAYx8oi8HRxgPQQbM15UcBf";

    /** What a link leads to. */
    enum Kind {
        DOCUMENT,
        WIKI_PAGE
    }

    /**
     * Reads a link as a person copied it.
     *
     * @throws CommandRejected when it is none to a document that can be imported
     */
    static DocumentLink parse(String written) {
        var uri = uri(written.strip());
        var host = host(uri);
        var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/$", "");
        var parts = path.split("/", -1);
        if (parts.length > 1 && OTHERS.containsKey(parts[1])) {
            throw DocumentRefusal.urlNotAllowed("The link leads to " + OTHERS.get(parts[1])
                    + ". Only documents (/docx/…) and wiki pages (/wiki/…) can be imported.");
        }
        if (parts.length != 3 || !(parts[1].equals("docx") || parts[1].equals("wiki"))) {
            throw DocumentRefusal.urlNotAllowed(
                    "The link does not lead to a document. Copy it from the document's page; it looks like " + EXAMPLE
                            + ".");
        }
        if (!DocumentToken.isOne(parts[2])) {
            throw DocumentRefusal.urlNotAllowed(
                    "The last part of the link is not the name of a document. Copy the link again; it looks like "
                            + EXAMPLE + ".");
        }
        return new DocumentLink(
                parts[1].equals("docx") ? Kind.DOCUMENT : Kind.WIKI_PAGE,
                new DocumentToken(parts[2]),
                "https://" + host + path);
    }

    private static URI uri(String text) {
        try {
            var uri = new URI(text);
            if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.isOpaque() || uri.getRawAuthority() == null) {
                throw DocumentRefusal.urlNotAllowed(
                        "The link does not start with https://. It looks like " + EXAMPLE + ".");
            }
            if (uri.getRawAuthority().contains("@")) {
                throw DocumentRefusal.urlNotAllowed(
                        "The link holds a user name or a password. Remove everything before the @.");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw DocumentRefusal.urlNotAllowed(
                    "The link has a character at position %d that no link has. It looks like %s."
                            .formatted(malformed.getIndex() + 1, EXAMPLE));
        }
    }

    private static String host(URI uri) {
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        var known = HOSTS.stream().anyMatch(host::endsWith)
                && HOST_NAME.matcher(host).matches();
        if (!known || (uri.getPort() != -1 && uri.getPort() != 443)) {
            throw DocumentRefusal.urlNotAllowed(
                    "The link is not one of feishu.cn, larksuite.com or larkoffice.com. It looks like " + EXAMPLE
                            + ".");
        }
        return host;
    }
}
