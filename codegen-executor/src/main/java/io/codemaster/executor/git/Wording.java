package io.codemaster.executor.git;

import java.util.regex.Pattern;

/** Makes foreign text fit to be shown to a person. */
final class Wording {

    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_])");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private Wording() {}

    /** One line without control characters, at most so many characters. */
    static String clean(String text, int limit) {
        var line = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
        line = UNPRINTABLE.matcher(line).replaceAll(" ");
        line = SPACES.matcher(line).replaceAll(" ").strip();
        return cut(line, limit);
    }

    /** At most so many characters, the last of them … when something was cut. */
    static String cut(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)).stripTrailing() + "…";
    }
}
