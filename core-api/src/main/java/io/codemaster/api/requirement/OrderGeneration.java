package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.identity.UserId;

/** Asks for code; answers the {@link io.codemaster.api.codegen.GenerationOrder}. Refused while a generation is active. */
public record OrderGeneration(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId taskId,
        GenerationOptions options,
        UserId orderedBy)
        implements RequirementCommand {}
