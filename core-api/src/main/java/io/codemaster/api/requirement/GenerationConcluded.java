package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;

/** A generation of this requirement is over; {@code status} is the requirement's status from now on. */
@Revision("1")
public record GenerationConcluded(
        RequirementId requirementId,
        CodegenTaskId taskId,
        @Nullable Delivery delivery,
        RequirementStatus status) implements RequirementEvent {}
