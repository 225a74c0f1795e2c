package io.codemaster.api.project;

import java.util.Map;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.RequirementStatus;

/**
 * A project's board warns from now on when more requirements than these are in a status.
 *
 * @param limits all of them; a status that is not named has no limit
 */
@Revision("1")
public record BoardLimitsChanged(ProjectId projectId, Map<RequirementStatus, Integer> limits) implements ProjectEvent {}
