package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** Somebody has begun to judge the change: the requirement is in review. */
@Revision("1")
public record ReviewBegun(RequirementId requirementId, CodegenTaskId taskId, UserId begunBy)
        implements RequirementEvent {}
