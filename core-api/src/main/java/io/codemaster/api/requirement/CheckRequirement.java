package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks which project the requirement belongs to; answers its {@link io.codemaster.api.project.ProjectId}. */
public record CheckRequirement(@TargetAggregateIdentifier RequirementId requirementId)
        implements RequirementCommand, Check {}
