package io.codemaster.command.repository;

import java.util.concurrent.CompletableFuture;

import io.codemaster.api.repository.RepositoryId;

/** Knows whether a repository is being worked on. */
@FunctionalInterface
public interface RepositoryUse {

    /** Whether a generation or an inspection of the repository waits or runs. */
    CompletableFuture<Boolean> isInUse(RepositoryId repositoryId);
}
