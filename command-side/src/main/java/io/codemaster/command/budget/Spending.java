package io.codemaster.command.budget;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
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
import io.codemaster.api.budget.EstimateRun;
import io.codemaster.api.budget.HoldSpending;
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.ReleaseSpending;
import io.codemaster.api.budget.ReserveSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.budget.SpendingReleased;
import io.codemaster.api.budget.SpendingReserved;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** What was spent on a requirement, or in a month on a project or altogether. */
@Aggregate
class Spending {

    /** As much as a run has to have to begin. */
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    private static final int REMEMBERED_COSTS = 10;

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private SpendingId id;

    private BigDecimal total = BigDecimal.ZERO;

    private final Set<String> charged = new HashSet<>();

    private BudgetLevel level = BudgetLevel.FINE;

    private int levels;

    /** What is set aside, by run. */
    private final Map<String, SpendingReserved> reserved = new LinkedHashMap<>();

    /** Of the last runs. */
    private final Deque<BigDecimal> lastCosts = new ArrayDeque<>();

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

    // ---- what is left ----

    @CommandHandler
    BigDecimal handle(CheckSpending command) {
        refuseWhenUsedUp(command.scope(), command.limitUsd());
        var others = reservedForOthers(command.runId(), command.at());
        var left = command.limitUsd().subtract(total).subtract(others);
        if (left.compareTo(LEAST) < 0) {
            throw taken(command.scope(), total, others, command.limitUsd());
        }
        // what is left is never said to be more than it is
        return left.setScale(2, RoundingMode.FLOOR);
    }

    @CommandHandler
    BigDecimal handle(EstimateRun command) {
        if (lastCosts.isEmpty()) {
            return BigDecimal.ZERO;
        }
        var sum = lastCosts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(lastCosts.size()), 2, RoundingMode.CEILING);
    }

    // ---- what is set aside ----

    /** Who is first gets what is left, however little; who comes while money is set aside has to find enough beside it. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    BigDecimal handle(ReserveSpending command) {
        refuseWhenUsedUp(command.scope(), command.limitUsd());
        var others = reservedForOthers(command.runId(), command.at());
        var left = command.limitUsd().subtract(total).subtract(others);
        if (others.signum() > 0 && left.compareTo(command.usd()) < 0) {
            throw taken(command.scope(), total, others, command.limitUsd());
        }
        apply(new SpendingReserved(
                command.spendingId(),
                command.scope(),
                command.runId(),
                command.projectId(),
                command.requirementId(),
                command.usd().min(left),
                command.at(),
                command.until()));
        return left.setScale(2, RoundingMode.FLOOR);
    }

    @CommandHandler
    void handle(HoldSpending command) {
        var promised = reserved.get(command.runId().value());
        if (promised != null && promised.until() != null) {
            apply(new SpendingReserved(
                    promised.spendingId(),
                    promised.scope(),
                    promised.runId(),
                    promised.projectId(),
                    promised.requirementId(),
                    promised.usd(),
                    promised.at(),
                    null));
        }
    }

    @CommandHandler
    void handle(ReleaseSpending command) {
        var held = reserved.get(command.runId().value());
        if (held != null) {
            apply(new SpendingReleased(
                    held.spendingId(), held.scope(), held.runId(), held.projectId(), held.requirementId(), held.usd()));
        }
    }

    private BigDecimal reservedForOthers(CodegenTaskId run, Instant at) {
        return reserved.values().stream()
                .filter(it -> !it.runId().equals(run))
                .filter(it -> !isOver(it, at))
                .map(SpendingReserved::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isOver(SpendingReserved promised, Instant at) {
        var until = promised.until();
        return until != null && !until.isAfter(at);
    }

    private void refuseWhenUsedUp(BudgetScope scope, BigDecimal limitUsd) {
        if (BudgetLevel.of(total, limitUsd) == BudgetLevel.EXHAUSTED) {
            throw exhausted(scope, total, limitUsd);
        }
    }

    private static CommandRejected taken(BudgetScope scope, BigDecimal spent, BigDecimal aside, BigDecimal limit) {
        var whose = switch (scope) {
            case REQUIREMENT -> "The requirement's budget";
            case PROJECT -> "The project's budget of this month";
            case INSTALLATION -> "The budget of this month for all projects";
        };
        return new CommandRejected(
                ErrorCode.BUDGET_EXHAUSTED,
                "%s has no room for another run now: $%s of $%s are used up and $%s are set aside for runs under way. Try again when one has ended."
                        .formatted(whose, dollars(spent), dollars(limit), dollars(aside)));
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
        lastCosts.addLast(event.costUsd());
        if (lastCosts.size() > REMEMBERED_COSTS) {
            lastCosts.removeFirst();
        }
        reserved.computeIfPresent(event.runId().value(), (run, aside) -> spentOf(aside, event.costUsd()));
    }

    /** What a run has cost is not set aside for it any more. */
    private static @Nullable SpendingReserved spentOf(SpendingReserved aside, BigDecimal costUsd) {
        var left = aside.usd().subtract(costUsd);
        return left.signum() <= 0
                ? null
                : new SpendingReserved(
                        aside.spendingId(),
                        aside.scope(),
                        aside.runId(),
                        aside.projectId(),
                        aside.requirementId(),
                        left,
                        aside.at(),
                        aside.until());
    }

    @EventSourcingHandler
    void on(SpendingReserved event) {
        id = event.spendingId();
        reserved.values().removeIf(it -> isOver(it, event.at()));
        reserved.put(event.runId().value(), event);
    }

    @EventSourcingHandler
    void on(SpendingReleased event) {
        reserved.remove(event.runId().value());
    }

    @EventSourcingHandler
    void on(BudgetLevelReached event) {
        level = event.level();
        levels = event.number();
        limit = event.limitUsd();
    }
}
