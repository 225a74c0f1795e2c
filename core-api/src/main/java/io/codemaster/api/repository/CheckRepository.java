package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.Check;

/**
 * Whether a project may use a repository; changes nothing. Answers the
 * {@link io.codemaster.api.requirement.RepositoryTarget}, or refuses.
 */
public record CheckRepository(@TargetAggregateIdentifier RepositoryId repositoryId, ProjectId projectId)
        implements RepositoryCommand, Check {}
