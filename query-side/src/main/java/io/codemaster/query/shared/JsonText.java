package io.codemaster.query.shared;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/** Writes the few pieces of JSON that are put together by hand, so that stored bytes are never parsed on the way out. */
public final class JsonText {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** RFC 3339 in UTC with milliseconds. */
    public static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /** Appends a JSON string, or {@code null}. Half of a surrogate pair becomes an escape, as UTF-8 cannot hold it. */
    public static StringBuilder quoted(StringBuilder to, @Nullable String text) {
        if (text == null) {
            return to.append("null");
        }
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it == '"' || it == '\\') {
                to.append('\\').append(it);
            } else if (it == '\n') {
                to.append("\\n");
            } else if (it == '\r') {
                to.append("\\r");
            } else if (it == '\t') {
                to.append("\\t");
            } else if (it < 0x20 || it == 0x7f || isAlone(text, i)) {
                escaped(to, it);
            } else {
                to.append(it);
            }
        }
        return to.append('"');
    }

    private static boolean isAlone(String text, int i) {
        char it = text.charAt(i);
        if (Character.isHighSurrogate(it)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(it) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void escaped(StringBuilder to, char it) {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(HEX.charAt((it >> shift) & 0xF));
        }
    }
}
