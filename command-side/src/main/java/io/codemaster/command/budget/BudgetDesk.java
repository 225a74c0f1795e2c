package io.codemaster.command.budget;

import java.math.BigDecimal;
import java.time.Clock;
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
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.budget.CheckBudget;
import io.codemaster.api.budget.CheckSpending;
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.project.CheckProjectBudget;
import io.codemaster.api.project.ProjectBudget;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/** Knows whose money a run is: its requirement's, its project's and everybody's. */
@Component
@EnableConfigurationProperties(BudgetProperties.class)
class BudgetDesk {

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
        var accounts = accounts(command.projectId(), command.requirementId(), clock.instant());
        @Nullable BigDecimal least = null;
        for (var account : accounts.all()) {
            var limit = account.limit();
            if (limit != null) {
                var left = left(account, limit);
                least = least == null ? left : least.min(left);
            }
        }
        return new BudgetAllowance(least);
    }

    /** An account that nothing was charged to yet has everything left. */
    private BigDecimal left(Account account, BigDecimal limit) {
        try {
            return commands.sendAndWait(new CheckSpending(account.id(), account.scope(), limit));
        } catch (AggregateNotFoundException nothingCharged) {
            return limit;
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
