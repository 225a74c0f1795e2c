package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementId;

/** The platform did not do what was asked. */
@Revision("1")
public record MergeRequestFailed(
        MergeRequestId mergeRequestId, RequirementId requirementId, MergeRequestFailure failure)
        implements MergeRequestEvent {}
