package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A closed requirement was taken up again; {@code status} is its status from now on. */
@Revision("1")
public record RequirementReopened(RequirementId requirementId, RequirementStatus status, UserId reopenedBy)
        implements RequirementEvent {}
