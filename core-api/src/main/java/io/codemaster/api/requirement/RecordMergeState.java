package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.mergerequest.MergeRequestState;

/**
 * Tells what became of the requirement's merge request. Told again it changes nothing; refused with
 * {@code requirement.status-not-allowed} while the requirement is not as far yet, so that it can be told later.
 */
public record RecordMergeState(@TargetAggregateIdentifier RequirementId requirementId, MergeRequestState state)
        implements RequirementCommand {}
