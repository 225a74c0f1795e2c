package io.codemaster.executor.claude.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out: values that are known, and what looks like a well-known kind of token. Each is replaced by {@code
 * [REDACTED:kind]}, so that a line that was JSON stays JSON.
 */
public final class Redactor {

    private static final TokenShapes SHAPES = new TokenShapes();

    private static final String KNOWN = "secret";

    private final KnownSecrets known;

    /** Which pairs of bytes can begin a secret at all; almost every byte is passed over by one look here. */
    private final boolean[] suspicious = new boolean[1 << 16];

    public Redactor(Collection<String> secrets) {
        this.known = new KnownSecrets(secrets);
        SHAPES.pairs().forEach(pair -> suspicious[pair] = true);
        known.pairs().forEach(pair -> suspicious[pair] = true);
    }

    /** A text without secrets. */
    public String redact(String text) {
        Redacted redacted = redact(text.getBytes(StandardCharsets.UTF_8));
        return redacted.count() == 0 ? text : new String(redacted.bytes(), StandardCharsets.UTF_8);
    }

    /** A line without secrets; whether it is JSON is guessed by its first byte. */
    Redacted redact(byte[] line) {
        boolean json = line.length > 0 && line[0] == '{';
        List<TokenShapes.Span> spans = spans(line, json);
        return spans.isEmpty() ? new Redacted(line, 0) : without(line, json ? inStrings(line, spans) : spans);
    }

    private List<TokenShapes.Span> spans(byte[] line, boolean json) {
        List<TokenShapes.Span> spans = List.of();
        int at = 0;
        while (at < line.length - 1) {
            TokenShapes.Span span = suspicious[TokenShapes.pair(line[at], line[at + 1])] ? find(line, at, json) : null;
            if (span == null) {
                at++;
            } else {
                spans = spans.isEmpty() ? new ArrayList<>() : spans;
                spans.add(span);
                at = Math.max(span.end(), at + 1);
            }
        }
        return spans;
    }

    private TokenShapes.@Nullable Span find(byte[] line, int at, boolean json) {
        if (json && isEscaped(line, at)) {
            return null;
        }
        int length = known.lengthAt(line, at, json);
        return length > 0 ? new TokenShapes.Span(KNOWN, at, at + length) : SHAPES.find(line, at, line.length);
    }

    /** Outside a string only a number or a word can hold a secret: it is replaced as a whole, by a string. */
    private static List<TokenShapes.Span> inStrings(byte[] line, List<TokenShapes.Span> spans) {
        var safe = new ArrayList<TokenShapes.Span>(spans.size());
        boolean inString = false;
        int at = 0;
        for (TokenShapes.Span span : spans) {
            if (span.start() < at) {
                continue;
            }
            for (; at < span.start(); at++) {
                if (line[at] == '\\') {
                    at++;
                } else if (line[at] == '"') {
                    inString = !inString;
                }
            }
            if (inString) {
                safe.add(span);
                at = span.end();
            } else {
                int start = span.start();
                int end = span.end();
                while (start > 0 && isLiteral(line[start - 1])) {
                    start--;
                }
                while (end < line.length && isLiteral(line[end])) {
                    end++;
                }
                safe.add(new TokenShapes.Span("\"" + span.kind(), start, end));
                at = end;
            }
        }
        return safe;
    }

    private static Redacted without(byte[] line, List<TokenShapes.Span> spans) {
        var out = new ByteArrayOutputStream(line.length);
        int at = 0;
        for (TokenShapes.Span span : spans) {
            out.write(line, at, span.start() - at);
            boolean quoted = span.kind().startsWith("\"");
            String mark = quoted ? "\"[REDACTED:" + span.kind().substring(1) + "]\"" : "[REDACTED:" + span.kind() + "]";
            out.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
            at = span.end();
        }
        out.write(line, at, line.length - at);
        return new Redacted(out.toByteArray(), spans.size());
    }

    private static boolean isEscaped(byte[] line, int at) {
        int backslashes = 0;
        while (at - backslashes > 0 && line[at - backslashes - 1] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isLiteral(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || ".-+".indexOf(b) >= 0;
    }
}
