package io.codemaster.api.review;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer has written and not submitted. Nothing of it is checked before it is submitted.
 *
 * @param verdict null while they have not decided
 * @param comment Markdown, null for nothing
 */
public record ReviewDraft(
        @Nullable Verdict verdict, @Nullable String comment, List<DraftComment> lineComments) {

    /** A comment on lines, by where the reviewer saw them. */
    public record DraftComment(
            String path,
            int line,
            int endLine,
            Side side,
            String body,
            @Nullable String findingId) {}
}
