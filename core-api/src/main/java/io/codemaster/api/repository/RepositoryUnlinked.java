package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

import io.codemaster.api.project.ProjectId;

/** The repository belongs to the project no more. */
@Revision("1")
public record RepositoryUnlinked(RepositoryId repositoryId, ProjectId projectId) implements RepositoryEvent {}
