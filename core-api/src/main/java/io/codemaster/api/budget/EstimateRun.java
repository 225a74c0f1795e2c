package io.codemaster.api.budget;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks what the last runs of an account have cost on average; answers a {@code BigDecimal} in US dollars, 0 for no runs. */
public record EstimateRun(@TargetAggregateIdentifier SpendingId spendingId) implements BudgetCommand, Check {}
