package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What may be spent on a project.
 *
 * @param month of the calendar month of UTC
 * @param requirementUsd US dollars for each requirement, null for no limit
 */
public record ProjectBudgetDetails(
        BudgetUse month, @Nullable BigDecimal requirementUsd) {}
