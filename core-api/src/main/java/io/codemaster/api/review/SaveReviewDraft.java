package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/**
 * Keeps what a reviewer has written so far, in the place of what they kept before. The same again changes nothing. Answers
 * the {@link io.codemaster.api.requirement.RequirementId}, for whoever wants it to be in review.
 */
public record SaveReviewDraft(@TargetAggregateIdentifier ReviewId reviewId, ReviewDraft draft, UserId savedBy)
        implements ReviewCommand {}
