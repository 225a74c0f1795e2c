package io.codemaster.command.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.codemaster.api.budget.BudgetAllowance;
import io.codemaster.api.budget.BudgetCommand;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.budget.CheckBudget;
import io.codemaster.api.budget.CheckSpending;
import io.codemaster.api.budget.EstimateRun;
import io.codemaster.api.budget.HoldBudget;
import io.codemaster.api.budget.HoldSpending;
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.ReleaseBudget;
import io.codemaster.api.budget.ReleaseSpending;
import io.codemaster.api.budget.ReserveBudget;
import io.codemaster.api.budget.ReserveSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.CheckProjectBudget;
import io.codemaster.api.project.ProjectBudget;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/** Knows whose money a run is: its requirement's, its project's and everybody's. */
@Component
@EnableConfigurationProperties(BudgetProperties.class)
class BudgetDesk {

    /** So long money stays set aside for a run that was not ordered, because whoever was about to is gone. */
    private static final Duration PROMISED = Duration.ofMinutes(10);

    private final CommandGateway commands;

    private final BudgetProperties properties;

    private final Clock clock;

    BudgetDesk(CommandGateway commands, BudgetProperties properties, Clock clock) {
        this.commands = commands;
        this.properties = properties;
        this.clock = clock;
    }

    @CommandHandler
    BudgetAllowance handle(CheckBudget command) {
        var at = clock.instant();
        @Nullable BigDecimal least = null;
        for (var account :
                accounts(command.projectId(), command.requirementId(), at).all()) {
            var limit = account.limit();
            if (limit != null) {
                var left = left(account, limit, command.runId(), at);
                least = least == null ? left : least.min(left);
            }
        }
        return new BudgetAllowance(least);
    }

    /** An account that nothing was charged to yet has everything left. */
    private BigDecimal left(Account account, BigDecimal limit, CodegenTaskId run, Instant at) {
        try {
            return commands.sendAndWait(new CheckSpending(account.id(), account.scope(), run, limit, at));
        } catch (AggregateNotFoundException nothingCharged) {
            return limit;
        }
    }

    // ---- what is set aside ----

    @CommandHandler
    BudgetAllowance handle(ReserveBudget command) {
        var at = clock.instant();
        var accounts = accounts(command.projectId(), command.requirementId(), at);
        var done = new ArrayList<Account>();
        @Nullable BigDecimal least = null;
        @Nullable BigDecimal usd = null;
        try {
            for (var account : accounts.all()) {
                var limit = account.limit();
                if (limit == null) {
                    continue;
                }
                usd = usd == null ? expected(command, accounts.month()) : usd;
                BigDecimal left = commands.sendAndWait(new ReserveSpending(
                        account.id(),
                        account.scope(),
                        command.runId(),
                        command.projectId(),
                        command.requirementId(),
                        usd,
                        limit,
                        at,
                        at.plus(PROMISED)));
                done.add(account);
                least = least == null ? left : least.min(left);
            }
        } catch (RuntimeException refused) {
            done.forEach(it -> tell(new ReleaseSpending(it.id(), command.runId())));
            throw refused;
        }
        return new BudgetAllowance(least);
    }

    /** What somebody said the run may cost, else what the project's last runs have cost, else all that any run may cost. */
    private BigDecimal expected(ReserveBudget command, String month) {
        var own = command.ownMaxUsd();
        if (own != null) {
            return own;
        }
        try {
            BigDecimal mean = commands.sendAndWait(new EstimateRun(SpendingId.of(command.projectId(), month)));
            return mean.signum() > 0 ? mean.min(command.mostUsd()) : command.mostUsd();
        } catch (AggregateNotFoundException nothingCharged) {
            return command.mostUsd();
        }
    }

    @CommandHandler
    void handle(HoldBudget command) {
        accounts(command.projectId(), command.requirementId(), command.at())
                .all()
                .forEach(it -> tell(new HoldSpending(it.id(), command.runId())));
    }

    @CommandHandler
    void handle(ReleaseBudget command) {
        var ordered = command.at();
        accounts(command.projectId(), command.requirementId(), ordered == null ? clock.instant() : ordered)
                .all()
                .forEach(it -> tell(new ReleaseSpending(it.id(), command.runId())));
    }

    /** Of an account that nobody has used yet nothing is set aside. */
    private void tell(BudgetCommand command) {
        try {
            commands.sendAndWait(command);
        } catch (AggregateNotFoundException nothingSetAside) {
            // so there is nothing to hold or to release
        }
    }

    @CommandHandler
    void handle(ChargeRun command) {
        var accounts = accounts(command.projectId(), command.requirementId(), command.at());
        accounts.all().forEach(it -> commands.sendAndWait(record(command, it, accounts)));
    }

    private static RecordSpending record(ChargeRun command, Account account, Accounts accounts) {
        return new RecordSpending(
                account.id(),
                account.scope(),
                command.runId(),
                command.attempt(),
                command.projectId(),
                command.requirementId(),
                accounts.month(),
                command.costUsd(),
                account.limit(),
                accounts.budget().owners());
    }

    private Accounts accounts(ProjectId project, @Nullable RequirementId requirement, Instant at) {
        var month = YearMonth.from(at.atZone(ZoneOffset.UTC)).toString();
        ProjectBudget budget = commands.sendAndWait(new CheckProjectBudget(project));
        var accounts = new ArrayList<Account>();
        if (requirement != null) {
            accounts.add(new Account(SpendingId.of(requirement), BudgetScope.REQUIREMENT, budget.requirementUsd()));
        }
        accounts.add(new Account(SpendingId.of(project, month), BudgetScope.PROJECT, budget.monthlyUsd()));
        accounts.add(new Account(SpendingId.ofMonth(month), BudgetScope.INSTALLATION, properties.monthlyUsd()));
        return new Accounts(month, budget, accounts);
    }

    private record Account(
            SpendingId id, BudgetScope scope, @Nullable BigDecimal limit) {}

    private record Accounts(String month, ProjectBudget budget, List<Account> all) {}
}
