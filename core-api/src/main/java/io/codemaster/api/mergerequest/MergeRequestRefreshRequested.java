package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementId;

/** The platform has hinted that something is new. */
@Revision("1")
public record MergeRequestRefreshRequested(MergeRequestId mergeRequestId, RequirementId requirementId)
        implements MergeRequestEvent {}
