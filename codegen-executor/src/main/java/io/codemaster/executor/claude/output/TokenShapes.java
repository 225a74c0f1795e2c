package io.codemaster.executor.claude.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What well-known secrets look like. Written by hand over bytes rather than as regular expressions: the time stays linear
 * in the line's length, and a line need not be valid UTF-8.
 */
final class TokenShapes {

    private static final int MAX_USER_INFO = 512;

    private static final int MAX_SEPARATORS = 12;

    private static final int AWS_SECRET = 40;

    private static final int AWS_KEY_ID = 16;

    private static final byte[] PEM_END = "-----END".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] PRIVATE_KEY = "PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);

    private static final String WORD = "_";

    private final Map<Integer, List<Shape>> byPair = new HashMap<>();

    TokenShapes() {
        for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
            token("github-token", prefix, 30, WORD, false);
        }
        token("github-token", "github_pat_", 22, WORD, false);
        for (String prefix : List.of("glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-")) {
            token("gitlab-token", prefix, 20, "_-.", false);
        }
        add("AK", new Shape("aws-key-id", TokenShapes::awsKeyId));
        add("AS", new Shape("aws-key-id", TokenShapes::awsKeyId));
        token("anthropic-key", "sk-ant-", 16, "_-", false);
        token("openai-key", "sk-", 20, "_-", true);
        for (String prefix : List.of("xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-")) {
            token("slack-token", prefix, 10, "-", false);
        }
        token("google-key", "AIza", 35, "_-", false);
        token("npm-token", "npm_", 36, "", false);
        add("ey", new Shape("jwt", TokenShapes::jwt));
        add("--", new Shape("private-key", TokenShapes::privateKey));
        add(":/", new Shape("url-userinfo", TokenShapes::userInfo));
        anyCase("be", new Shape("bearer-token", TokenShapes::bearer));
        anyCase("ba", new Shape("basic-credential", TokenShapes::basic));
        anyCase("se", new Shape("aws-secret-key", TokenShapes::awsSecret));
    }

    /** The first two bytes of every shape. */
    Set<Integer> pairs() {
        return byPair.keySet();
    }

    /** The secret whose shape begins here, null when none does. */
    @Nullable Span find(byte[] line, int at, int limit) {
        for (Shape shape : byPair.getOrDefault(pair(line[at], line[at + 1]), List.of())) {
            Span span = shape.matcher().match(shape.kind(), line, at, limit);
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    static int pair(byte first, byte second) {
        return ((first & 0xFF) << 8) | (second & 0xFF);
    }

    static boolean startsWith(byte[] line, int at, byte[] form) {
        if (line.length - at < form.length) {
            return false;
        }
        for (int i = 0; i < form.length; i++) {
            if (line[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }

    private void token(String kind, String prefix, int least, String punctuation, boolean needsDigit) {
        byte[] start = prefix.getBytes(StandardCharsets.US_ASCII);
        boolean wordStart = prefix.startsWith("sk-");
        add(prefix, new Shape(kind, (name, line, at, limit) -> {
            if (!startsWith(line, at, start) || (wordStart && !isBoundary(line, at))) {
                return null;
            }
            int end = run(line, at + start.length, limit, punctuation);
            boolean plausible = !needsDigit || holdsDigit(line, at + start.length, end);
            return end - at - start.length >= least && plausible ? new Span(name, at, end) : null;
        }));
    }

    private void add(String prefix, Shape shape) {
        byPair.computeIfAbsent(pair((byte) prefix.charAt(0), (byte) prefix.charAt(1)), pair -> new ArrayList<>())
                .add(shape);
    }

    private void anyCase(String prefix, Shape shape) {
        char first = prefix.charAt(0);
        char second = prefix.charAt(1);
        for (char a : new char[] {first, Character.toUpperCase(first)}) {
            for (char b : new char[] {second, Character.toUpperCase(second)}) {
                add(String.valueOf(new char[] {a, b}), shape);
            }
        }
    }

    private static @Nullable Span awsKeyId(String kind, byte[] line, int at, int limit) {
        int start = at + 4;
        if (!isText(line, at + 2, limit, "ia") || !isBoundary(line, at)) {
            return null;
        }
        int end = run(line, start, Math.min(limit, start + AWS_KEY_ID + 1), "");
        return end - start == AWS_KEY_ID && holdsDigit(line, start, end) ? new Span(kind, at, end) : null;
    }

    private static @Nullable Span jwt(String kind, byte[] line, int at, int limit) {
        if (at + 2 >= limit || line[at + 2] != 'J' || !isBoundary(line, at)) {
            return null;
        }
        int end = at;
        for (int part = 0; part < 3; part++) {
            int from = part == 0 ? at : end + 1;
            end = run(line, from, limit, "_-");
            boolean wantsDot = part < 2;
            if (end - from < 4 || (wantsDot && (end >= limit || line[end] != '.'))) {
                return null;
            }
        }
        return new Span(kind, at, end);
    }

    /** From {@code -----BEGIN} to {@code -----END … KEY-----}; without an end, as far as it looks like a key. */
    private static @Nullable Span privateKey(String kind, byte[] line, int at, int limit) {
        if (!isText(line, at, limit, "-----begin ")) {
            return null;
        }
        int title = at + 11;
        int header = indexOf(line, title, Math.min(limit, title + 40), PRIVATE_KEY);
        if (header < 0) {
            return null;
        }
        int end = header + PRIVATE_KEY.length;
        while (end < limit && isKeyMaterial(line[end])) {
            if (startsWith(line, end, PEM_END)) {
                int close = indexOf(line, end, Math.min(limit, end + 60), PRIVATE_KEY);
                return new Span(kind, at, close < 0 ? end : close + PRIVATE_KEY.length);
            }
            end++;
        }
        while (line[end - 1] == '\\') {
            end--;
        }
        return new Span(kind, at, end);
    }

    /** The user part of a URL, when it holds a password or is itself long enough to be a token. */
    private static @Nullable Span userInfo(String kind, byte[] line, int at, int limit) {
        if (at + 2 >= limit || line[at + 2] != '/') {
            return null;
        }
        int start = at + 3;
        int end = start;
        int colon = -1;
        while (end < limit && end - start < MAX_USER_INFO && isUserInfo(line[end])) {
            if (line[end] == ':' && colon < 0) {
                colon = end;
            }
            end++;
        }
        if (end >= limit || line[end] != '@') {
            return null;
        }
        boolean password = colon >= 0 && end - colon > 1;
        return password || end - start >= 16 ? new Span(kind, start, end) : null;
    }

    private static @Nullable Span bearer(String kind, byte[] line, int at, int limit) {
        if (!isText(line, at, limit, "bearer ") || !isBoundary(line, at)) {
            return null;
        }
        int start = at + 7;
        int end = run(line, start, limit, "._~+/=-");
        return end - start >= 16 && holdsDigit(line, start, end) ? new Span(kind, start, end) : null;
    }

    private static @Nullable Span basic(String kind, byte[] line, int at, int limit) {
        if (!isText(line, at, limit, "basic ") || !isBoundary(line, at)) {
            return null;
        }
        int start = at + 6;
        int end = run(line, start, limit, "+/=");
        if (end - start < 8) {
            return null;
        }
        try {
            String decoded = new String(
                    Base64.getDecoder().decode(new String(line, start, end - start, StandardCharsets.US_ASCII)),
                    StandardCharsets.ISO_8859_1);
            return decoded.indexOf(':') >= 0 ? new Span(kind, start, end) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Span awsSecret(String kind, byte[] line, int at, int limit) {
        int name;
        if (isText(line, at, limit, "secret_access_key")) {
            name = at + 17;
        } else if (isText(line, at, limit, "secretaccesskey")) {
            name = at + 15;
        } else {
            return null;
        }
        int start = name;
        while (start < limit && start - name < MAX_SEPARATORS && " \t\"'\\:=".indexOf(line[start]) >= 0) {
            start++;
        }
        int end = run(line, start, Math.min(limit, start + AWS_SECRET + 1), "/+=");
        return start > name && end - start == AWS_SECRET ? new Span(kind, start, end) : null;
    }

    private static int run(byte[] line, int from, int limit, String punctuation) {
        int end = from;
        while (end < limit && (isAlphanumeric(line[end]) || punctuation.indexOf(line[end]) >= 0)) {
            end++;
        }
        return end;
    }

    /** Whether no word goes on here; the letter of an escape such as {@code \n} belongs to no word. */
    private static boolean isBoundary(byte[] line, int at) {
        if (at == 0 || (!isAlphanumeric(line[at - 1]) && "_-".indexOf(line[at - 1]) < 0)) {
            return true;
        }
        return at >= 2 && line[at - 2] == '\\' && "nrtbf".indexOf(line[at - 1]) >= 0;
    }

    private static boolean holdsDigit(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] >= '0' && line[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(byte[] line, int at, int limit, String lowerCase) {
        if (limit - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (Character.toLowerCase(line[at + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] line, int from, int limit, byte[] wanted) {
        for (int i = from; i + wanted.length <= limit; i++) {
            if (startsWith(line, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAlphanumeric(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }

    private static boolean isUserInfo(byte b) {
        return b > ' ' && "/\"'<>@\\?#`{}|^".indexOf(b) < 0;
    }

    private static boolean isKeyMaterial(byte b) {
        return isAlphanumeric(b) || "+/=\\ \t\r\n:,-".indexOf(b) >= 0;
    }

    /** A secret from {@code start} to before {@code end}. */
    record Span(String kind, int start, int end) {}

    private record Shape(String kind, Matcher matcher) {}

    @FunctionalInterface
    private interface Matcher {
        @Nullable Span match(String kind, byte[] line, int at, int limit);
    }
}
