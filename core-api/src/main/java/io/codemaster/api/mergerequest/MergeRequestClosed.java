package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementId;

/** Somebody closed it without merging. */
@Revision("1")
public record MergeRequestClosed(MergeRequestId mergeRequestId, RequirementId requirementId)
        implements MergeRequestEvent {}
