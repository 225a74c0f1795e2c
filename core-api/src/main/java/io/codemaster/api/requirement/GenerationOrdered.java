package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;

/** Code was asked for; no other generation of this requirement starts until this one is concluded. */
@Revision("1")
public record GenerationOrdered(
        RequirementId requirementId, CodegenTaskId taskId, GenerationOrder order, UserId orderedBy)
        implements RequirementEvent {}
