package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the change is to be judged again; no verdict stands any more. Said of an open review it changes nothing. */
public record ReopenReview(@TargetAggregateIdentifier ReviewId reviewId) implements ReviewCommand {}
