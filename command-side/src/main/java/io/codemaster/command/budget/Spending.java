package io.codemaster.command.budget;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.CheckSpending;
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** What was spent on a requirement, or in a month on a project or altogether. */
@Aggregate
class Spending {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private SpendingId id;

    private BigDecimal total = BigDecimal.ZERO;

    private final Set<String> charged = new HashSet<>();

    private BudgetLevel level = BudgetLevel.FINE;

    private int levels;

    /** What the level is of: another limit begins anew. */
    private @Nullable BigDecimal limit;

    Spending() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordSpending command) {
        if (charged.contains(charge(command.runId(), command.attempt()))) {
            return;
        }
        var before = before(command.limitUsd());
        var spent = total.add(command.costUsd());
        apply(new SpendingRecorded(
                command.spendingId(),
                command.scope(),
                command.runId(),
                command.attempt(),
                command.projectId(),
                command.requirementId(),
                command.month(),
                command.costUsd(),
                spent,
                command.limitUsd()));
        var now = BudgetLevel.of(spent, command.limitUsd());
        if (command.limitUsd() != null && now.compareTo(before) > 0) {
            apply(new BudgetLevelReached(
                    command.spendingId(),
                    command.scope(),
                    now,
                    levels + 1,
                    command.runId(),
                    command.projectId(),
                    command.requirementId(),
                    command.month(),
                    command.limitUsd(),
                    spent,
                    command.owners()));
        }
    }

    /** The level that people know of. */
    private BudgetLevel before(@Nullable BigDecimal limitNow) {
        return limit != null && limitNow != null && limit.compareTo(limitNow) == 0 ? level : BudgetLevel.FINE;
    }

    @CommandHandler
    BigDecimal handle(CheckSpending command) {
        if (BudgetLevel.of(total, command.limitUsd()) == BudgetLevel.EXHAUSTED) {
            throw exhausted(command.scope(), total, command.limitUsd());
        }
        // what is left is never said to be more than it is
        return command.limitUsd().subtract(total).setScale(2, RoundingMode.FLOOR);
    }

    static CommandRejected exhausted(BudgetScope scope, BigDecimal spent, BigDecimal limit) {
        var whose = switch (scope) {
            case REQUIREMENT ->
                "The requirement's budget is used up: $%s of $%s. An owner of the project can raise what a requirement"
                        + " may cost.";
            case PROJECT ->
                "The project's budget of this month is used up: $%s of $%s. One of its owners can raise it, or it goes"
                        + " on next month.";
            case INSTALLATION ->
                "The budget of this month for all projects is used up: $%s of $%s. An administrator can raise"
                        + " codemaster.budget.monthly-usd, or it goes on next month.";
        };
        return new CommandRejected(ErrorCode.BUDGET_EXHAUSTED, whose.formatted(dollars(spent), dollars(limit)));
    }

    private static String dollars(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String charge(CodegenTaskId runId, int attempt) {
        return runId + ":" + attempt;
    }

    @EventSourcingHandler
    void on(SpendingRecorded event) {
        id = event.spendingId();
        total = event.totalUsd();
        charged.add(charge(event.runId(), event.attempt()));
    }

    @EventSourcingHandler
    void on(BudgetLevelReached event) {
        level = event.level();
        levels = event.number();
        limit = event.limitUsd();
    }
}
