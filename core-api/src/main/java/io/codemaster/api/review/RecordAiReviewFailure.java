package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.Usage;

/**
 * Tells that the second agent came to no result. Told again it changes nothing.
 *
 * @param usage what it used all the same, null when that is not known
 */
public record RecordAiReviewFailure(
        @TargetAggregateIdentifier ReviewId reviewId,
        CodegenTaskId runId,
        Failure failure,
        @Nullable Usage usage) implements ReviewCommand {

    /** One that has used nothing that is known. */
    public RecordAiReviewFailure(ReviewId reviewId, CodegenTaskId runId, Failure failure) {
        this(reviewId, runId, failure, null);
    }
}
