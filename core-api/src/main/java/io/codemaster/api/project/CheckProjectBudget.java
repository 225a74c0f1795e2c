package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks what may be spent on a project; answers a {@link ProjectBudget}. */
public record CheckProjectBudget(@TargetAggregateIdentifier ProjectId projectId) implements ProjectCommand, Check {}
