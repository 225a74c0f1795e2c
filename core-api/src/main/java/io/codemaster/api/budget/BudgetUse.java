package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * How much of a budget is gone.
 *
 * @param projectId null for what all projects share
 * @param projectName null for what all projects share
 * @param month the month as 2026-11, null for a requirement's, which is for all its time
 * @param limitUsd null for no limit
 */
public record BudgetUse(
        BudgetScope scope,
        @Nullable ProjectId projectId,
        @Nullable String projectName,
        @Nullable String month,
        BigDecimal spentUsd,
        @Nullable BigDecimal limitUsd,
        BudgetLevel level) {

    /** With the level that follows from the amounts. */
    public static BudgetUse of(
            BudgetScope scope,
            @Nullable ProjectId projectId,
            @Nullable String projectName,
            @Nullable String month,
            BigDecimal spentUsd,
            @Nullable BigDecimal limitUsd) {
        return new BudgetUse(
                scope, projectId, projectName, month, spentUsd, limitUsd, BudgetLevel.of(spentUsd, limitUsd));
    }
}
