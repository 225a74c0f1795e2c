package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementId;

/** What was closed is open again. */
@Revision("1")
public record MergeRequestReopened(MergeRequestId mergeRequestId, RequirementId requirementId)
        implements MergeRequestEvent {}
