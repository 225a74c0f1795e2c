package io.codemaster.query.audit;

import java.util.regex.Pattern;

/** Texts that fit into a line of the log. */
final class ShortText {

    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private ShortText() {}

    /** The text in one line, with an ellipsis where it is longer than this. */
    static String line(String text, int longest) {
        // no more is looked at than can be shown
        var head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        var line = GAPS.matcher(head).replaceAll(" ").strip();
        if (line.length() <= longest && head.length() == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), longest - 1);
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
