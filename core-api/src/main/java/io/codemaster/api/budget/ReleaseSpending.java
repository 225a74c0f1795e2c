package io.codemaster.api.budget;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;

/** Gives back what was set aside of an account for a run. */
public record ReleaseSpending(@TargetAggregateIdentifier SpendingId spendingId, CodegenTaskId runId)
        implements BudgetCommand {}
