package io.codemaster.api.repository;

/** What an executor is asked to do for a repository. */
public sealed interface RepositoryTask permits ProveRepositoryAccess {

    RepositoryId repositoryId();
}
