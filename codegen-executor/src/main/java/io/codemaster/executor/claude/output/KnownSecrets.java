package io.codemaster.executor.claude.output;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.core.io.JsonStringEncoder;

/** Values that are known to be secret, in every form in which they may be printed. */
final class KnownSecrets {

    /** Shorter ones would be found everywhere. */
    private static final int MIN_LENGTH = 6;

    private final Map<Integer, List<byte[]>> formsByPair = new HashMap<>();

    private final Map<Integer, List<byte[]>> escapedFormsByPair = new HashMap<>();

    KnownSecrets(Collection<String> values) {
        var plain = new TreeSet<String>();
        var escaped = new TreeSet<String>();
        for (String value : values) {
            if (value.strip().length() >= MIN_LENGTH) {
                String secret = value.strip();
                plain.add(secret);
                escaped.addAll(encoded(secret));
                plain.addAll(encoded(secret));
                String once = escape(secret);
                escaped.add(once);
                escaped.add(escape(once));
                plain.add(once);
            }
        }
        index(plain, formsByPair);
        index(escaped, escapedFormsByPair);
    }

    /** The first two bytes of every form. */
    Set<Integer> pairs() {
        var pairs = new LinkedHashSet<>(formsByPair.keySet());
        pairs.addAll(escapedFormsByPair.keySet());
        return pairs;
    }

    /** How long the longest form that stands here is, 0 when none does. */
    int lengthAt(byte[] line, int at, boolean json) {
        int pair = TokenShapes.pair(line[at], line[at + 1]);
        for (byte[] form : (json ? escapedFormsByPair : formsByPair).getOrDefault(pair, List.of())) {
            if (TokenShapes.startsWith(line, at, form)) {
                return form.length;
            }
        }
        return 0;
    }

    private static void index(Set<String> forms, Map<Integer, List<byte[]>> byPair) {
        for (String form : forms) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= MIN_LENGTH) {
                byPair.computeIfAbsent(TokenShapes.pair(bytes[0], bytes[1]), pair -> new ArrayList<>())
                        .add(bytes);
            }
        }
        byPair.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((byte[] form) -> form.length).reversed()));
    }

    private static List<String> encoded(String secret) {
        var forms = new ArrayList<String>();
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        forms.add(url.replace("%7E", "~").replace("*", "%2A"));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.encodeToString(bytes));
            for (int shift = 0; shift < 3; shift++) {
                forms.add(middle(encoder, bytes, shift));
            }
        }
        return forms;
    }

    /** The part of a base64 text that does not depend on what stands before and after the secret. */
    private static String middle(Base64.Encoder encoder, byte[] secret, int shift) {
        var shifted = new ByteArrayOutputStream();
        shifted.write(new byte[shift], 0, shift);
        shifted.write(secret, 0, secret.length);
        String text = encoder.withoutPadding().encodeToString(shifted.toByteArray());
        int from = (shift * 8 + 5) / 6;
        int to = (shift + secret.length) * 8 / 6;
        return from < to ? text.substring(from, to) : "";
    }

    private static String escape(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    }
}
