package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Takes up a closed requirement again. */
public record ReopenRequirement(@TargetAggregateIdentifier RequirementId requirementId, UserId reopenedBy)
        implements RequirementCommand {}
