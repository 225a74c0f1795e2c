package io.codemaster.api.budget;

/** Everything that can be asked about money. */
public sealed interface BudgetCommand
        permits CheckBudget,
                ReserveBudget,
                HoldBudget,
                ReleaseBudget,
                ChargeRun,
                CheckSpending,
                EstimateRun,
                ReserveSpending,
                HoldSpending,
                ReleaseSpending,
                RecordSpending {}
