package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Says how a generation ended, so that the requirement can move on. Said again for the same task it changes nothing.
 *
 * @param delivery what was pushed, null when nothing was
 */
public record ConcludeGeneration(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId taskId,
        @Nullable Delivery delivery) implements RequirementCommand {}
