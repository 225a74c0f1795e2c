package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody belongs to a project. */
@Revision("1")
public record ProjectMemberAdded(ProjectId projectId, UserId userId, ProjectRole role) implements ProjectEvent {}
