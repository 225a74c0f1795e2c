package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

/** Another access token opens the repository. */
@Revision("1")
public record RepositoryCredentialReplaced(RepositoryId repositoryId, String lastFour) implements RepositoryEvent {}
