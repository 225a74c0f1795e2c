package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/** A person has put a finding of the second agent aside. */
@Revision("1")
public record FindingDismissed(
        ReviewId reviewId,
        CodegenTaskId taskId,
        RequirementId requirementId,
        CodegenTaskId runId,
        String findingId,
        String reason,
        UserId dismissedBy)
        implements ReviewEvent {}
