package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.Check;

/** Asks whether a generation's change may be judged like this; refused with {@code review.not-open}. */
public record CheckVerdict(
        @TargetAggregateIdentifier RequirementId requirementId, CodegenTaskId taskId, Verdict verdict)
        implements RequirementCommand, Check {}
