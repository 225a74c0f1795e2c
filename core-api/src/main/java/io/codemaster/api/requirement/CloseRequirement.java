package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Puts a requirement away. Refused while code for it is being generated and after it was merged.
 *
 * @param reason for people, null for none
 */
public record CloseRequirement(
        @TargetAggregateIdentifier RequirementId requirementId,
        @Nullable String reason,
        UserId closedBy) implements RequirementCommand {}
