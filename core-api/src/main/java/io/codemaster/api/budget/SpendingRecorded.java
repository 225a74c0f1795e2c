package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * An agent's cost was charged to an account.
 *
 * @param month the month as 2026-11
 * @param totalUsd what the account comes to now
 * @param limitUsd what it may come to, null for no limit
 */
@Revision("1")
public record SpendingRecorded(
        SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        int attempt,
        ProjectId projectId,
        @Nullable RequirementId requirementId,
        String month,
        BigDecimal costUsd,
        BigDecimal totalUsd,
        @Nullable BigDecimal limitUsd)
        implements BudgetEvent {}
