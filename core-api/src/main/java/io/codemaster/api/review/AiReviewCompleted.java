package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.inspection.ReviewAnswer;

/** The second agent has judged the change. Its verdict decides nothing. */
@Revision("1")
public record AiReviewCompleted(
        ReviewId reviewId, CodegenTaskId taskId, CodegenTaskId runId, ReviewAnswer answer, Usage usage)
        implements ReviewEvent {}
