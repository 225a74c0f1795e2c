package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

/** Work starts from another branch from now on. */
@Revision("1")
public record RepositoryDefaultBranchChanged(RepositoryId repositoryId, String defaultBranch)
        implements RepositoryEvent {}
