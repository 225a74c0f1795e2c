package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks whether a repository can be changed; changes nothing. Answers {@link LinkedRepository}. */
public record CheckRepositoryEdit(@TargetAggregateIdentifier RepositoryId repositoryId)
        implements RepositoryCommand, Check {}
