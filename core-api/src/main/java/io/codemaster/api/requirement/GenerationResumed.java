package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;

/** A generation that had ended goes on with another attempt. */
@Revision("1")
public record GenerationResumed(
        RequirementId requirementId, CodegenTaskId taskId, GenerationOrder order, UserId resumedBy)
        implements RequirementEvent {}
