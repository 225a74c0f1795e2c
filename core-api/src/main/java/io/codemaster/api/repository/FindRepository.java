package io.codemaster.api.repository;

/** Answers an {@code Optional<RepositoryDetails>}. */
public record FindRepository(RepositoryId repositoryId) implements RepositoryQuery {}
