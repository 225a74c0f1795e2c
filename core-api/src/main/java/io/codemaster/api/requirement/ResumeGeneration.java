package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;

/** Asks for another attempt of a generation that failed or was cancelled. Refused while a generation is active. */
public record ResumeGeneration(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId taskId,
        GenerationOrder order,
        UserId resumedBy)
        implements RequirementCommand {}
