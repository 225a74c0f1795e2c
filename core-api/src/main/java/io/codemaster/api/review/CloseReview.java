package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that the change is not to be judged any more: another generation takes its place, or its requirement is closed.
 * Said again it changes nothing.
 */
public record CloseReview(@TargetAggregateIdentifier ReviewId reviewId) implements ReviewCommand {}
