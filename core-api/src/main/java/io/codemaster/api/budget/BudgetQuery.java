package io.codemaster.api.budget;

/** Everything that can be asked to read about money. */
public sealed interface BudgetQuery permits FindProjectBudget, FindRequirementBudget, FindBudgets {}
