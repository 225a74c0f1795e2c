package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks for the approved change; answers {@link ApprovedChange}, refused with {@code merge.not-approved}. */
public record CheckApproval(@TargetAggregateIdentifier ReviewId reviewId) implements ReviewCommand, Check {}
