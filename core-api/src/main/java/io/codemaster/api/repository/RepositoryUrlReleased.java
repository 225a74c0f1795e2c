package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

import io.codemaster.api.project.ProjectId;

/** The project may link this URL again. */
@Revision("1")
public record RepositoryUrlReleased(RepositoryId repositoryId, ProjectId projectId, String gitUrl)
        implements RepositoryEvent {}
