package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Throws away what a reviewer has kept. Without a draft it changes nothing. */
public record DiscardReviewDraft(@TargetAggregateIdentifier ReviewId reviewId, UserId discardedBy)
        implements ReviewCommand {}
