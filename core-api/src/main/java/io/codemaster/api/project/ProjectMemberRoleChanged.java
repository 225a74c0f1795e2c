package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A member has another role. */
@Revision("1")
public record ProjectMemberRoleChanged(ProjectId projectId, UserId userId, ProjectRole role) implements ProjectEvent {}
