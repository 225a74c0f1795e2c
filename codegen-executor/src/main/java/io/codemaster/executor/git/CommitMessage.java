package io.codemaster.executor.git;

import java.util.regex.Pattern;

import io.codemaster.api.codegen.RevisionBrief;

/** What the product writes about a commit of its own. */
final class CommitMessage {

    private static final int WIDTH = 72;
    private static final int LONGEST_BODY = 2000;
    private static final int LONGEST_COMMENT = 300;
    private static final int MOST_COMMENTS = 30;
    private static final Pattern PARAGRAPHS = Pattern.compile("\\R[ \\t]*\\R");

    private CommitMessage() {}

    /** Subject from key and title, body from the description's first paragraph that is not a heading, trailers. */
    static String of(String key, String title, String description) {
        var message = new StringBuilder(Wording.cut(key + ": " + Wording.clean(title, 500), WIDTH));
        message.append("\n\n");
        var body = firstParagraph(description);
        if (!body.isEmpty()) {
            message.append(wrapped(body)).append("\n\n");
        }
        return message.append("Requirement: ")
                .append(key)
                .append("\nGenerated-by: CodeMaster\n")
                .toString();
    }

    /** The message of a follow-up: what the reviewer asked for, as a whole and line by line. */
    static String of(String key, String title, RevisionBrief revision) {
        var said = revision.comment() == null ? "" : firstParagraph(revision.comment());
        var message = new StringBuilder(Wording.cut(key + ": Revise “" + Wording.clean(title, 500) + "”", WIDTH));
        message.append("\n\n");
        if (!said.isEmpty()) {
            message.append(wrapped(said)).append("\n\n");
        }
        revision.comments().stream().limit(MOST_COMMENTS).forEach(comment -> {
            var line = Wording.clean(comment.path(), 200) + ":" + comment.line() + ": "
                    + Wording.clean(firstParagraph(comment.body()), LONGEST_COMMENT);
            message.append(wrapped("- " + line).replace("\n", "\n  ")).append('\n');
        });
        int more = revision.comments().size() - MOST_COMMENTS;
        if (more > 0) {
            message.append("- and ").append(more).append(" more\n");
        }
        if (!revision.comments().isEmpty()) {
            message.append('\n');
        }
        return message.append("Requirement: ")
                .append(key)
                .append("\nReview-round: ")
                .append(revision.round())
                .append("\nGenerated-by: CodeMaster\n")
                .toString();
    }

    private static String firstParagraph(String description) {
        for (var paragraph : PARAGRAPHS.split(description.strip(), -1)) {
            var text = new StringBuilder();
            for (var line : paragraph.lines().toList()) {
                if (!line.strip().matches("#{1,6}(?:\\s.*)?|[=-]{3,}|```.*|~~~.*")) {
                    text.append(line).append(' ');
                }
            }
            var clean = Wording.clean(text.toString(), LONGEST_BODY);
            if (!clean.isEmpty()) {
                return clean;
            }
        }
        return "";
    }

    /** Breaks at spaces, and between characters of scripts that use none; wide characters count two columns. */
    private static String wrapped(String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        int column = 0;
        int breakAt = -1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            int width = isWide(c) ? 2 : 1;
            if (c == ' ' || (isWide(c) && line.length() > 0)) {
                if (column + (c == ' ' ? 0 : width) <= WIDTH) {
                    breakAt = line.length();
                }
            }
            if (column + width > WIDTH && breakAt > 0) {
                lines.append(line.substring(0, breakAt).stripTrailing()).append('\n');
                line.delete(0, breakAt);
                while (line.length() > 0 && line.charAt(0) == ' ') {
                    line.deleteCharAt(0);
                }
                column = columns(line);
                breakAt = -1;
            }
            if (c == ' ' && column > WIDTH) { // behind a word that is longer than a line
                lines.append(line).append('\n');
                line.setLength(0);
                column = 0;
                breakAt = -1;
            }
            if (c == ' ' && line.length() == 0) {
                continue;
            }
            line.appendCodePoint(c);
            column += width;
        }
        return lines.append(line.toString().stripTrailing()).toString();
    }

    private static int columns(CharSequence text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
