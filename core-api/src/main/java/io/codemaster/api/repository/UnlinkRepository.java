package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends that a repository belongs to its project. */
public record UnlinkRepository(@TargetAggregateIdentifier RepositoryId repositoryId) implements RepositoryCommand {}
