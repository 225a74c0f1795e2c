package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/**
 * Asks whether the second agent may review the change now; answers the {@link io.codemaster.api.codegen.CodegenTaskId}
 * that its run would have. Refused as {@link RequestAiReview} is.
 */
public record CheckAiReview(@TargetAggregateIdentifier ReviewId reviewId) implements ReviewCommand, Check {}
