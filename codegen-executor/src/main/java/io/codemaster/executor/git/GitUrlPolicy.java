package io.codemaster.executor.git;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.git.RemoteTrouble.Kind;

/** Which addresses the product will talk git to. Every refusal names the problem and the way out. */
final class GitUrlPolicy {

    private static final int MAX_LENGTH = 1000;
    private static final Pattern SCP_FORM = Pattern.compile("(?:[^@/:\\s]+@)?([^@/:\\s]+):(?!//)(.*)");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Pattern HOST_NAME =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*");
    private static final Pattern LOOKS_LIKE_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern DOTTED_DECIMAL =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern HIDDEN_CHARACTER =
            Pattern.compile("%(?:[01][0-9a-f]|7f|2f|5c|2e|25)", Pattern.CASE_INSENSITIVE);

    private final Set<String> allowed;
    private final Set<String> insecure;
    private final Supplier<Set<String>> trusted;
    private final HostAddresses addresses;

    GitUrlPolicy(GitProperties properties, Supplier<Set<String>> trusted, HostAddresses addresses) {
        this.allowed = lowerCase(properties.allowedHosts().stream());
        this.insecure = lowerCase(properties.insecureHosts().stream());
        this.trusted = trusted;
        this.addresses = addresses;
    }

    /** Parses an address as a user wrote it. Asks no name server. */
    GitUrl parse(String text) throws RemoteTrouble {
        var uri = wellFormed(text);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var host = host(uri);
        int port = port(uri, scheme);
        var url = new GitUrl(scheme, host, port, path(uri));
        if (scheme.equals("http") && !isInsecure(url)) {
            throw refused("Plain http would send the access token in the clear. Use https, or ask an administrator to"
                    + " list " + host + ":" + port + " under codemaster.git.insecure-hosts.");
        }
        if (!isListed(url)) {
            admitUnlisted(url);
        }
        return url;
    }

    /** Refuses an address whose name leads into a private network at this moment. */
    void checkNow(GitUrl url) throws RemoteTrouble {
        if (isListed(url)) {
            return;
        }
        try {
            checkedAddress(url);
        } catch (UnknownHostException unknown) {
            throw new RemoteTrouble(
                    Kind.UNREACHABLE,
                    "The host " + url.host() + " is not known to the name server. Check the spelling of the address.",
                    unknown);
        }
    }

    /**
     * Where to connect for this address: resolved now, checked, and to be used as it is, so that a name which moves
     * between the check and the connection gains nothing.
     */
    InetAddress checkedAddress(GitUrl url) throws RemoteTrouble, UnknownHostException {
        var found = addresses.of(bare(url.host()));
        if (found.length == 0) {
            throw new UnknownHostException(url.host());
        }
        if (!isListed(url)) {
            for (var address : found) {
                if (!AddressRanges.isPublic(address)) {
                    throw privateAddress(url);
                }
            }
        }
        return found[0];
    }

    /** Whether an administrator named this server, so that it may be inside the own network. */
    boolean isListed(GitUrl url) {
        return allowed.stream().anyMatch(url::isOn) || isInsecure(url);
    }

    private boolean isInsecure(GitUrl url) {
        return insecure.stream().anyMatch(url::isOn)
                || lowerCase(trusted.get().stream()).stream().anyMatch(url::isOn);
    }

    private void admitUnlisted(GitUrl url) throws RemoteTrouble {
        if (!allowed.isEmpty()) {
            throw refused("Repositories on " + url.host() + " are not allowed here. Use one of the allowed hosts ("
                    + String.join(", ", allowed.stream().sorted().toList())
                    + "), or ask an administrator to add it to codemaster.git.allowed-hosts.");
        }
        var host = url.host();
        if (host.equals("localhost") || host.endsWith(".localhost") || host.endsWith(".localdomain")) {
            throw privateAddress(url);
        }
        boolean literal = host.startsWith("[") || DOTTED_DECIMAL.matcher(host).matches();
        if (literal) {
            try {
                if (!AddressRanges.isPublic(InetAddress.getByName(bare(host)))) {
                    throw privateAddress(url);
                }
            } catch (UnknownHostException notAnAddress) {
                throw refused(
                        "The address names no usable host. Write it like https://git.example.com/group/project.git.");
            }
        }
    }

    private static URI wellFormed(String text) throws RemoteTrouble {
        if (text.isBlank()) {
            throw refused("The address is empty. Write it like https://git.example.com/group/project.git.");
        }
        if (text.length() > MAX_LENGTH) {
            throw refused("The address is longer than " + MAX_LENGTH
                    + " characters. Check that only the address was pasted.");
        }
        if (text.chars().anyMatch(c -> c < ' ' || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029)) {
            throw refused("The address holds a control character. Type it again instead of pasting it.");
        }
        if (text.startsWith("-")) {
            throw refused(
                    "An address cannot start with a dash. Write it like https://git.example.com/group/project.git.");
        }
        if (text.contains("\\")) {
            throw refused("The address holds a backslash. Use / between its parts.");
        }
        var scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            throw refused(withoutScheme(text));
        }
        var name = scheme.group(1).toLowerCase(Locale.ROOT);
        if (!name.equals("https") && !name.equals("http")) {
            throw refused("Addresses that start with " + name + ":// are not supported. Use the repository's https"
                    + " address.");
        }
        try {
            var uri = new URI(text);
            if (uri.getRawUserInfo() != null
                    || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
                throw refused("The address holds a user name or a password. Remove everything before the @ and give the"
                        + " access token in its own field.");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw refused("The address holds a ? or a #. Use the address that the platform shows for cloning.");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw refused("The address has a character at position " + (malformed.getIndex() + 1)
                    + " that no address has. Write it like https://git.example.com/group/project.git.");
        }
    }

    private static String withoutScheme(String text) {
        var scp = SCP_FORM.matcher(text);
        if (scp.matches() && !text.startsWith("ext::")) {
            return "SSH addresses are not supported. Use the https address, probably https://" + scp.group(1) + "/"
                    + scp.group(2).replaceFirst("^/+", "") + ".";
        }
        return "The address does not start with https://. Write it like https://git.example.com/group/project.git.";
    }

    private static String host(URI uri) throws RemoteTrouble {
        @Nullable String raw = uri.getHost();
        if (raw == null || raw.isEmpty()) {
            @Nullable String authority = uri.getRawAuthority();
            if (authority != null && authority.chars().anyMatch(c -> c > 0x7F)) {
                throw refused("The host holds a character outside ASCII. Write it in its xn-- form.");
            }
            throw refused(
                    authority != null && looksLikeNumber(authority.replaceFirst(":[0-9]*$", ""))
                            ? disguised()
                            : "The address names no usable host. Write it like https://git.example.com/group/project.git.");
        }
        var host = raw.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            if (host.contains("%")) {
                throw refused("The address holds an IPv6 zone. Leave out the % and what follows it.");
            }
            return host;
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (looksLikeNumber(host)) {
            if (!isDottedDecimal(host)) {
                throw refused(disguised());
            }
            return host;
        }
        if (!HOST_NAME.matcher(host).matches() || host.length() > 253) {
            throw refused("The address names no usable host. Write it like https://git.example.com/group/project.git.");
        }
        return host;
    }

    private static boolean looksLikeNumber(String host) {
        return LOOKS_LIKE_NUMBER.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isDottedDecimal(String host) {
        return DOTTED_DECIMAL.matcher(host).matches()
                && Stream.of(host.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) < 256);
    }

    private static String disguised() {
        return "The host is a number in an unusual form. Write its name, or the four parts of its IPv4 address.";
    }

    private static int port(URI uri, String scheme) throws RemoteTrouble {
        int port = uri.getPort();
        if (port == -1) {
            return scheme.equals("https") ? 443 : 80;
        }
        if (port < 1 || port > 65535) {
            throw refused("The port must be a number from 1 to 65535.");
        }
        return port;
    }

    private static String path(URI uri) throws RemoteTrouble {
        var path = URI.create(uri.toASCIIString()).getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.isEmpty()) {
            throw refused("The address names a server but no repository. Write it like"
                    + " https://git.example.com/group/project.git.");
        }
        if (HIDDEN_CHARACTER.matcher(path).find()) {
            throw refused("The path hides a special character behind a %. Use the address that the platform shows for"
                    + " cloning.");
        }
        for (var part : path.substring(1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused("The path has an empty part, . or .. in it. Use the address that the platform shows for"
                        + " cloning.");
            }
        }
        return path;
    }

    private static RemoteTrouble privateAddress(GitUrl url) {
        return refused("The host " + url.host() + " is inside a private network. Use a public address, or ask an"
                + " administrator to list " + url.host() + ":" + url.port() + " under codemaster.git.allowed-hosts.");
    }

    private static RemoteTrouble refused(String reason) {
        return new RemoteTrouble(Kind.URL_NOT_ALLOWED, reason);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Set<String> lowerCase(Stream<String> hosts) {
        return hosts.map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
