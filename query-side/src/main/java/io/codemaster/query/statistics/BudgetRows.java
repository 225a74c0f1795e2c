package io.codemaster.query.statistics;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.project.ProjectBudgetChanged;

/** Writes the tables of budgets. */
@Component
class BudgetRows {

    private final JdbcClient jdbc;

    BudgetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void spent(SpendingRecorded event) {
        var requirement = event.requirementId();
        jdbc.sql("DELETE FROM statistics_spending WHERE spending_id = :id")
                .param("id", event.spendingId().value())
                .update();
        jdbc.sql("INSERT INTO statistics_spending (spending_id, scope, project_id, requirement_id, spending_month,"
                        + " spent_usd, limit_usd) VALUES (:id, :scope, :project, :requirement, :month, :spent, :limit)")
                .param("id", event.spendingId().value())
                .param("scope", event.scope().name())
                .param("project", event.projectId().value())
                .param("requirement", requirement == null ? null : requirement.value())
                .param("month", event.month())
                .param("spent", event.totalUsd())
                .param("limit", event.limitUsd())
                .update();
    }

    void limited(ProjectBudgetChanged event) {
        jdbc.sql("DELETE FROM statistics_budget WHERE project_id = :project")
                .param("project", event.projectId().value())
                .update();
        jdbc.sql("INSERT INTO statistics_budget (project_id, monthly_usd, requirement_usd)"
                        + " VALUES (:project, :monthly, :requirement)")
                .param("project", event.projectId().value())
                .param("monthly", event.monthlyUsd())
                .param("requirement", event.requirementUsd())
                .update();
    }

    void clear() {
        for (var table : List.of("statistics_spending", "statistics_budget")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }
}
