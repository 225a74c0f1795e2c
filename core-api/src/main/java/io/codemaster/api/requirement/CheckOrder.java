package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.shared.Check;

/** Asks what {@link OrderGeneration} would answer; changes nothing. */
public record CheckOrder(@TargetAggregateIdentifier RequirementId requirementId, GenerationOptions options)
        implements RequirementCommand, Check {}
