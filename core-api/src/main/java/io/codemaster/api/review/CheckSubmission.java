package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Check;

/**
 * Asks whether {@link SubmitReview} would be accepted, and is refused as it would be; answers the
 * {@link ReviewedChange}.
 *
 * @param empty whether it says nothing but the verdict
 * @param fourEyes whether the one who asked for the change may not approve it
 */
public record CheckSubmission(
        @TargetAggregateIdentifier ReviewId reviewId,
        Verdict verdict,
        boolean empty,
        UserId submittedBy,
        boolean fourEyes)
        implements ReviewCommand, Check {}
