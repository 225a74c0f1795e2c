package io.codemaster.api.review;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.InspectionOrder;

/**
 * A review by the second agent was asked for.
 *
 * @param runId names the agent's run
 * @param requestedBy null when the product asked by itself
 */
@Revision("1")
public record AiReviewRequested(
        ReviewId reviewId,
        CodegenTaskId taskId,
        CodegenTaskId runId,
        InspectionOrder order,
        @Nullable UserId requestedBy)
        implements ReviewEvent {}
