package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks whether a repository can be analysed now; changes nothing. Answers {@link LinkedRepository}, or refuses. */
public record CheckAnalysis(@TargetAggregateIdentifier RepositoryId repositoryId) implements RepositoryCommand, Check {}
