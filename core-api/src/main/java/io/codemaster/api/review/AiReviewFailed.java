package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;

/** The second agent came to no result. */
@Revision("1")
public record AiReviewFailed(ReviewId reviewId, CodegenTaskId taskId, CodegenTaskId runId, Failure failure)
        implements ReviewEvent {}
