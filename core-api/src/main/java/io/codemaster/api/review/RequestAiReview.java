package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Asks for a review by the second agent; answers the {@link io.codemaster.api.codegen.CodegenTaskId} of its run. Refused
 * while one runs, and when the change is not to be judged any more.
 *
 * @param requestedBy null when the product asks by itself
 */
public record RequestAiReview(
        @TargetAggregateIdentifier ReviewId reviewId,
        @Nullable UserId requestedBy) implements ReviewCommand {}
