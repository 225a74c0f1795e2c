package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.time.Instant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.shared.Check;

/**
 * Asks what is left for a run; answers a {@code BigDecimal} in US dollars, or is refused when nothing is.
 *
 * @param at what was set aside until before that is free
 */
public record CheckSpending(
        @TargetAggregateIdentifier SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        BigDecimal limitUsd,
        Instant at)
        implements BudgetCommand, Check {}
