package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementId;

/** Title and description say what a later round became. */
@Revision("1")
public record MergeRequestDescribed(
        MergeRequestId mergeRequestId, RequirementId requirementId, int attempt, String title, String headCommit)
        implements MergeRequestEvent {}
