package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

import io.codemaster.api.project.ProjectId;

/** A project has linked this URL once. */
@Revision("1")
public record RepositoryUrlClaimed(RepositoryId repositoryId, ProjectId projectId, String gitUrl)
        implements RepositoryEvent {}
