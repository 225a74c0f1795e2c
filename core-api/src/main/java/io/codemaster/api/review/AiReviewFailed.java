package io.codemaster.api.review;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.Usage;

/**
 * The second agent came to no result.
 *
 * @param usage what it used all the same, null when that is not known
 */
@Revision("1")
public record AiReviewFailed(
        ReviewId reviewId,
        CodegenTaskId taskId,
        CodegenTaskId runId,
        Failure failure,
        @Nullable Usage usage) implements ReviewEvent {

    /** One that has used nothing that is known. */
    public AiReviewFailed(ReviewId reviewId, CodegenTaskId taskId, CodegenTaskId runId, Failure failure) {
        this(reviewId, taskId, runId, failure, null);
    }
}
