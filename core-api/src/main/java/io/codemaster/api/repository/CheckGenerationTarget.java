package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/**
 * Asks whether code can be generated for a repository; answers {@link GenerationTarget}, refused when it is linked no more.
 *
 * @param requirementKey whose code it is, for the refusal
 */
public record CheckGenerationTarget(
        @TargetAggregateIdentifier RepositoryId repositoryId, String requirementKey)
        implements RepositoryCommand, Check {}
