package io.codemaster.api.budget;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.Check;

/**
 * Asks what a run may cost; answers a {@link BudgetAllowance}, or is refused when nothing is left. What is set aside for
 * others is not left.
 *
 * @param requirementId null for the analysis of a repository, which is for no requirement
 * @param runId whose own money is left to it
 */
public record CheckBudget(
        @RoutingKey ProjectId projectId, @Nullable RequirementId requirementId, CodegenTaskId runId)
        implements BudgetCommand, Check {}
