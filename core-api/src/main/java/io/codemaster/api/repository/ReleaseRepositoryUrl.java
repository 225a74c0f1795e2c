package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets the project link a URL again. Changes nothing when another repository has claimed it. */
public record ReleaseRepositoryUrl(
        @TargetAggregateIdentifier String claim, RepositoryId repositoryId) implements RepositoryCommand {}
