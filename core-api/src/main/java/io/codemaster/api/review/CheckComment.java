package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/**
 * Asks which review a comment belongs to; answers a {@link ReviewId}: this one, or the one of the round before, to be
 * asked next. Refused with {@code review.comment-not-found} when there is no round before.
 *
 * @param roundId the submitted review that the comment came with
 */
public record CheckComment(@TargetAggregateIdentifier ReviewId reviewId, String roundId, String commentId)
        implements ReviewCommand, Check {}
