package io.codemaster.api.budget;

/** Everything that can become true of an account. */
public sealed interface BudgetEvent permits SpendingRecorded, SpendingReserved, SpendingReleased, BudgetLevelReached {

    SpendingId spendingId();
}
