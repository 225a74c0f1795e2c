package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Sets money aside for a run that is about to be ordered; answers a {@link BudgetAllowance}, or is refused where nothing is
 * left or what is left is set aside for others. What is not held soon is free again.
 *
 * @param ownMaxUsd what the run may cost at most because somebody said so, null where nobody did
 * @param mostUsd what any run may cost at most
 */
public record ReserveBudget(
        @RoutingKey ProjectId projectId,
        RequirementId requirementId,
        CodegenTaskId runId,
        @Nullable BigDecimal ownMaxUsd,
        BigDecimal mostUsd)
        implements BudgetCommand {}
