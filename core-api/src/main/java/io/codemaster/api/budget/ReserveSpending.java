package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.time.Instant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Sets money of an account aside for a run; answers a {@code BigDecimal}, what is left for it, or is refused.
 *
 * @param usd what the run is expected to cost; it gets less where less is left and nothing is set aside for others
 * @param limitUsd what the account may come to
 * @param until when it is free again unless it is held
 */
public record ReserveSpending(
        @TargetAggregateIdentifier SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        ProjectId projectId,
        RequirementId requirementId,
        BigDecimal usd,
        BigDecimal limitUsd,
        Instant at,
        Instant until)
        implements BudgetCommand {}
