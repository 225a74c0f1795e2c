package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks what is left; answers a {@code BigDecimal} in US dollars, or is refused when nothing is. */
public record CheckSpending(@TargetAggregateIdentifier SpendingId spendingId, BudgetScope scope, BigDecimal limitUsd)
        implements BudgetCommand, Check {}
