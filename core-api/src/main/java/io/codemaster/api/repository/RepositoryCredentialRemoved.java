package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

/** No access token opens the repository any more. */
@Revision("1")
public record RepositoryCredentialRemoved(RepositoryId repositoryId) implements RepositoryEvent {}
