package io.codemaster.api.mergerequest;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.Check;

/** Asks whether approval opens merge requests without being asked; answers a Boolean. */
public record CheckMergeRequestAutomation(@RoutingKey RequirementId requirementId) implements Check {}
