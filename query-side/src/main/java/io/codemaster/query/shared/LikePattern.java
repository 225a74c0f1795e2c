package io.codemaster.query.shared;

import java.util.Locale;

/** Turns what somebody typed into a search box into a pattern for {@code like … escape '!'}. */
public final class LikePattern {

    /** The character that makes a wildcard ordinary; a backslash would mean something else on each database. */
    public static final char ESCAPE = '!';

    private LikePattern() {}

    /** A pattern for "holds this text", in lower case. */
    public static String containing(String text) {
        var escaped = new StringBuilder(text.length() + 8).append('%');
        var lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char it = lower.charAt(i);
            if (it == '%' || it == '_' || it == ESCAPE) {
                escaped.append(ESCAPE);
            }
            escaped.append(it);
        }
        return escaped.append('%').toString();
    }
}
