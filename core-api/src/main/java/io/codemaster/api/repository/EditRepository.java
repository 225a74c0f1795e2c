package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.Change;

/**
 * Changes a linked repository, after its access was proved.
 *
 * @param defaultBranch null when it stays
 * @param credentialLastFour the last four characters of another access token; null when the token stays
 */
public record EditRepository(
        @TargetAggregateIdentifier RepositoryId repositoryId,
        @Nullable String defaultBranch,
        @Nullable Change<String> credentialLastFour)
        implements RepositoryCommand {}
