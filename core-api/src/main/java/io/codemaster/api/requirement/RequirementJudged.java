package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.review.Verdict;

/** Somebody has decided of the change; {@code status} is the requirement's status from now on. */
@Revision("1")
public record RequirementJudged(
        RequirementId requirementId,
        CodegenTaskId taskId,
        int number,
        Verdict verdict,
        RequirementStatus status,
        UserId judgedBy)
        implements RequirementEvent {}
