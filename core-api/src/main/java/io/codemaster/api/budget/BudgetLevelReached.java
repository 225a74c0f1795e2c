package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * So much of a budget is gone that people have to know.
 *
 * @param number counts the levels that the account has reached
 * @param runId whose cost it was
 * @param month the month as 2026-11
 * @param owners who answers for the money
 */
@Revision("1")
public record BudgetLevelReached(
        SpendingId spendingId,
        BudgetScope scope,
        BudgetLevel level,
        int number,
        CodegenTaskId runId,
        ProjectId projectId,
        @Nullable RequirementId requirementId,
        String month,
        BigDecimal limitUsd,
        BigDecimal spentUsd,
        List<UserId> owners)
        implements BudgetEvent {}
