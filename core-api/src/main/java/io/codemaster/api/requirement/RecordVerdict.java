package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.review.Verdict;

/**
 * Tells what somebody has decided of a generation's change. Told too late or again it changes nothing.
 *
 * @param number the verdict's number in the review of that change, 1 or more
 */
public record RecordVerdict(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId taskId,
        int number,
        Verdict verdict,
        UserId submittedBy)
        implements RequirementCommand {}
