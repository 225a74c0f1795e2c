package io.codemaster.api.project;

import java.util.Map;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.requirement.RequirementStatus;

/**
 * Says how many requirements of a project shall be in a status at once at most.
 *
 * @param limits all of them; a status that is not named has no limit
 */
public record SetBoardLimits(@TargetAggregateIdentifier ProjectId projectId, Map<RequirementStatus, Integer> limits)
        implements ProjectCommand {}
