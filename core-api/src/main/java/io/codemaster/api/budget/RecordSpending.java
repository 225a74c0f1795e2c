package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Charges what an agent has cost to an account. Asked again for the same attempt it changes nothing.
 *
 * @param month the month as 2026-11
 * @param limitUsd what the account may come to, null for no limit
 * @param owners who answers for the money
 */
public record RecordSpending(
        @TargetAggregateIdentifier SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        int attempt,
        ProjectId projectId,
        @Nullable RequirementId requirementId,
        String month,
        BigDecimal costUsd,
        @Nullable BigDecimal limitUsd,
        List<UserId> owners)
        implements BudgetCommand {}
