package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/** A repository belongs to a project. */
@Revision("1")
public record RepositoryLinked(
        RepositoryId repositoryId,
        ProjectId projectId,
        String gitUrl,
        Platform platform,
        String defaultBranch,
        @Nullable String credentialLastFour,
        boolean demo)
        implements RepositoryEvent {}
