package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * Puts a finding of the second agent aside. Refused with {@code review.finding-not-found} when the run has no such
 * finding. Asked again with the same reason it changes nothing. Answers the
 * {@link io.codemaster.api.requirement.RequirementId}, for whoever wants it to be in review.
 *
 * @param runId names the AI review
 * @param reason why it does not matter
 */
public record DismissFinding(
        @TargetAggregateIdentifier ReviewId reviewId,
        CodegenTaskId runId,
        String findingId,
        String reason,
        UserId dismissedBy)
        implements ReviewCommand {}
