package io.codemaster.api.budget;

import io.codemaster.api.identity.UserId;

/**
 * Answers a list of {@link BudgetUse}: the limited budgets of this month that concern the reader, the fullest first.
 *
 * @param all whether projects that the reader does not belong to count too, and what all projects share
 * @param month the month as 2026-11
 * @param limit how many are wanted at most
 */
public record FindBudgets(UserId reader, boolean all, String month, int limit) implements BudgetQuery {}
