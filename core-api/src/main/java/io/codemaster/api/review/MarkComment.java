package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/**
 * Says whether a comment has been followed, in a person's eyes. Refused with {@code review.comment-not-found}. Said again
 * it changes nothing.
 */
public record MarkComment(
        @TargetAggregateIdentifier ReviewId reviewId,
        String roundId,
        String commentId,
        boolean addressed,
        UserId markedBy)
        implements ReviewCommand {}
