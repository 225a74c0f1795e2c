package io.codemaster.api.review;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * Decides of the change; the comments are one round. Answers a {@link SubmittedReview}; refused with {@code review.…}
 * codes.
 *
 * @param comment Markdown, null for nothing
 * @param followUpTaskId names the generation that a verdict of needs-revision starts, else null
 * @param fourEyes whether the one who asked for the change may not approve it
 */
public record SubmitReview(
        @TargetAggregateIdentifier ReviewId reviewId,
        String roundId,
        Verdict verdict,
        @Nullable String comment,
        List<LineComment> lineComments,
        @Nullable CodegenTaskId followUpTaskId,
        UserId submittedBy,
        boolean fourEyes)
        implements ReviewCommand {}
