package io.codemaster.api.budget;

/** Everything that can be asked about money. */
public sealed interface BudgetCommand permits CheckBudget, ChargeRun, CheckSpending, RecordSpending {}
