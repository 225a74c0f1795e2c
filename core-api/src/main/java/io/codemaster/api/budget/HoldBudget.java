package io.codemaster.api.budget;

import java.time.Instant;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Keeps what was set aside for a run until it ends, because the run was ordered. Where nothing was, nothing happens.
 *
 * @param at when it was ordered
 */
public record HoldBudget(@RoutingKey ProjectId projectId, RequirementId requirementId, CodegenTaskId runId, Instant at)
        implements BudgetCommand {}
