package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.mergerequest.MergeRequestState;

/** The requirement's merge request was opened, merged or closed; {@code status} is its status from now on. */
@Revision("1")
public record RequirementMergeMoved(RequirementId requirementId, MergeRequestState state, RequirementStatus status)
        implements RequirementEvent {}
