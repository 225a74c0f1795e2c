package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens the review of a delivered change. Asked again it changes nothing. */
public record OpenReview(@TargetAggregateIdentifier ReviewId reviewId, ReviewedChange change)
        implements ReviewCommand {}
