package io.codemaster.executor.codegen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.codemaster.api.codegen.RevisionBrief.LineRequest;
import io.codemaster.api.review.CommentAnswer;

/** What the agent says to each comment, read from the lines of its last message. */
final class CommentAnswers {

    private static final int LONGEST_TEXT = 2_000;

    /** Agents decorate: a list, bold letters and code around the form do no harm. */
    private static final Pattern ANSWER = Pattern.compile(
            "^[\\h>*_`#\\-\\d.]*\\[\\[comment:([^\\[\\]\\s]{1,128})]][\\h*_`:–—-]*(not addressed|addressed)[*_`]*"
                    + "\\h*[:：.,–—-]?[*_`]*\\h*(.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private CommentAnswers() {}

    /** The line that an answer to this comment is. */
    static String form(String commentId) {
        return "[[comment:" + commentId + "]] addressed: …";
    }

    /**
     * The answers to these comments; where one is answered twice, the last counts. Answers to anything else are left out.
     */
    static List<CommentAnswer> in(String lastWords, List<LineRequest> comments) {
        var known = comments.stream().map(LineRequest::id).collect(Collectors.toSet());
        var found = new LinkedHashMap<String, CommentAnswer>();
        ANSWER.matcher(lastWords)
                .results()
                .filter(it -> known.contains(it.group(1)))
                .forEach(it -> {
                    var addressed = it.group(2).toLowerCase(Locale.ROOT).equals("addressed");
                    found.put(
                            it.group(1),
                            new CommentAnswer(
                                    it.group(1), addressed, cut(it.group(3).strip())));
                });
        return List.copyOf(found.values());
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
