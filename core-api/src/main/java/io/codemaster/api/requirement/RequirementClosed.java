package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/** A requirement was put away. */
@Revision("1")
public record RequirementClosed(
        RequirementId requirementId, @Nullable String reason, UserId closedBy) implements RequirementEvent {}
