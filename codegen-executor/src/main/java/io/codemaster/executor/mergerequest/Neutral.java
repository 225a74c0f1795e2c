package io.codemaster.executor.mergerequest;

import java.util.regex.Pattern;

/**
 * Text that people or agents wrote, made so that a platform only shows it: it mentions nobody, links and closes nothing,
 * commands nothing and hides nothing. What would act is broken by a character of no width, so that it still reads the
 * same, in code too.
 */
final class Neutral {

    private static final char BREAK = '\u200B';

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\u000B\f\u0085\u2028\u2029]");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]|[\u202A-\u202E\u2066-\u2069]");

    private static final Pattern MENTION = Pattern.compile("@(?=[\\p{L}\\p{N}_.-])");

    /** Issues, merge requests, snippets, milestones, epics, labels, alerts: what both platforms make links of. */
    private static final Pattern REFERENCE = Pattern.compile("[#!$%&~^](?=[\\p{L}\\p{N}\"])");

    private static final Pattern NAMED_REFERENCE = Pattern.compile("(?i)\\b(GH)-(?=\\d)");

    private static final Pattern CLOSING_WORD = Pattern.compile(
            "(?i)\\b(c)(?=los(?:e|es|ed|ing)\\b)|\\b(f)(?=ix(?:|es|ed|ing)\\b)|\\b(r)(?=esolv(?:e|es|ed|ing)\\b)"
                    + "|\\b(i)(?=mplement(?:|s|ed|ing)\\b)");

    private static final Pattern QUICK_ACTION = Pattern.compile("(?m)^([ \\t>*+-]*)/(?=\\S)");

    private static final Pattern MARKUP = Pattern.compile("<(?=[!/?\\p{L}])");

    private static final Pattern PICTURE = Pattern.compile("!(?=\\[)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Neutral() {}

    /** Several lines of Markdown. */
    static String text(String written) {
        var text = LINE_BREAK.matcher(written).replaceAll("\n");
        text = CONTROL.matcher(text).replaceAll("");
        text = MENTION.matcher(text).replaceAll("@" + BREAK);
        text = REFERENCE.matcher(text).replaceAll("$0" + BREAK);
        text = NAMED_REFERENCE.matcher(text).replaceAll("$1" + BREAK + "-");
        text = CLOSING_WORD.matcher(text).replaceAll("$0" + BREAK);
        text = QUICK_ACTION.matcher(text).replaceAll("$1" + BREAK + "/");
        text = MARKUP.matcher(text).replaceAll("<" + BREAK);
        return PICTURE.matcher(text).replaceAll("!" + BREAK).strip();
    }

    /** One line. */
    static String line(String written) {
        return BLANKS.matcher(text(written)).replaceAll(" ").strip();
    }

    /** One line that is no Markdown, so nothing in it has to be broken. */
    static String plain(String written) {
        var text = LINE_BREAK.matcher(written).replaceAll(" ");
        return BLANKS.matcher(CONTROL.matcher(text).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    /** At most so many characters, the last of them … when something was cut. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
