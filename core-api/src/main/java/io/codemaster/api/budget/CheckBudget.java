package io.codemaster.api.budget;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.Check;

/** Asks what a new run for a requirement may cost; answers a {@link BudgetAllowance}, or is refused when nothing is left. */
public record CheckBudget(@RoutingKey ProjectId projectId, RequirementId requirementId)
        implements BudgetCommand, Check {}
