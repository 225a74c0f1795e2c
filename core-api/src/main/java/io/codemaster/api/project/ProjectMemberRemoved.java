package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody does not belong to a project any more. */
@Revision("1")
public record ProjectMemberRemoved(ProjectId projectId, UserId userId) implements ProjectEvent {}
