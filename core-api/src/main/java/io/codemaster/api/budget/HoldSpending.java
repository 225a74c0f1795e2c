package io.codemaster.api.budget;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;

/** Keeps what was set aside of an account for a run until it is released. */
public record HoldSpending(@TargetAggregateIdentifier SpendingId spendingId, CodegenTaskId runId)
        implements BudgetCommand {}
