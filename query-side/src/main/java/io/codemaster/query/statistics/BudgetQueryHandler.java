package io.codemaster.query.statistics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.BudgetUse;
import io.codemaster.api.budget.FindBudgets;
import io.codemaster.api.budget.FindProjectBudget;
import io.codemaster.api.budget.FindRequirementBudget;
import io.codemaster.api.budget.ProjectBudgetDetails;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.project.ProjectId;

/** Knows what may be spent and what was. */
@Component
class BudgetQueryHandler {

    private static final String LIMITED = "SELECT b.project_id, p.name, b.monthly_usd, s.spent_usd"
            + " FROM statistics_budget b JOIN project_details p ON p.id = b.project_id AND p.archived = FALSE"
            + " LEFT JOIN statistics_spending s ON s.scope = 'PROJECT' AND s.project_id = b.project_id"
            + " AND s.spending_month = :month WHERE b.monthly_usd IS NOT NULL";

    private static final String OF_READER =
            " AND b.project_id IN (SELECT project_id FROM project_member WHERE user_id = :reader)";

    private final JdbcClient jdbc;

    BudgetQueryHandler(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    ProjectBudgetDetails handle(FindProjectBudget query) {
        var project = query.projectId().value();
        var limits = jdbc
                .sql("SELECT monthly_usd, requirement_usd FROM statistics_budget WHERE project_id = :project")
                .param("project", project)
                .query((row, number) -> new Limits(row.getBigDecimal(1), row.getBigDecimal(2)))
                .list()
                .stream()
                .findFirst()
                .orElseGet(() -> new Limits(null, null));
        var name = jdbc
                .sql("SELECT name FROM project_details WHERE id = :project")
                .param("project", project)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .orElse(null);
        var spent = spent(SpendingId.of(query.projectId(), query.month()));
        return new ProjectBudgetDetails(
                BudgetUse.of(BudgetScope.PROJECT, query.projectId(), name, query.month(), spent, limits.monthly()),
                limits.requirement());
    }

    private BigDecimal spent(SpendingId account) {
        return jdbc
                .sql("SELECT spent_usd FROM statistics_spending WHERE spending_id = :id")
                .param("id", account.value())
                .query(BigDecimal.class)
                .list()
                .stream()
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    @QueryHandler
    Optional<BudgetUse> handle(FindRequirementBudget query) {
        return jdbc
                .sql("SELECT r.project_id, p.name, b.requirement_usd, s.spent_usd FROM statistics_requirement r"
                        + " LEFT JOIN project_details p ON p.id = r.project_id"
                        + " LEFT JOIN statistics_budget b ON b.project_id = r.project_id"
                        + " LEFT JOIN statistics_spending s ON s.scope = 'REQUIREMENT'"
                        + " AND s.requirement_id = r.requirement_id"
                        + " WHERE r.requirement_id = :id OR r.requirement_key = :key")
                .param("id", query.idOrKey())
                .param("key", query.idOrKey().toUpperCase(Locale.ROOT))
                .query((row, number) -> use(BudgetScope.REQUIREMENT, row, null))
                .list()
                .stream()
                .findFirst();
    }

    @QueryHandler
    List<BudgetUse> handle(FindBudgets query) {
        var asked = jdbc.sql(LIMITED + (query.all() ? "" : OF_READER)).param("month", query.month());
        if (!query.all()) {
            asked = asked.param("reader", query.reader().value());
        }
        var found = new ArrayList<>(asked.query((row, number) -> use(BudgetScope.PROJECT, row, query.month()))
                .list());
        if (query.all()) {
            found.addAll(jdbc.sql("SELECT limit_usd, spent_usd FROM statistics_spending"
                            + " WHERE spending_id = :id AND limit_usd IS NOT NULL")
                    .param("id", SpendingId.ofMonth(query.month()).value())
                    .query((row, number) -> BudgetUse.of(
                            BudgetScope.INSTALLATION,
                            null,
                            null,
                            query.month(),
                            row.getBigDecimal(2),
                            row.getBigDecimal(1)))
                    .list());
        }
        found.sort(Comparator.comparingDouble(BudgetQueryHandler::part).reversed());
        return List.copyOf(found.subList(0, Math.min(query.limit(), found.size())));
    }

    private static double part(BudgetUse use) {
        return use.limitUsd() == null
                ? 0
                : use.spentUsd().doubleValue() / use.limitUsd().doubleValue();
    }

    private static BudgetUse use(BudgetScope scope, ResultSet row, @Nullable String month) throws SQLException {
        var spent = row.getBigDecimal(4);
        return BudgetUse.of(
                scope,
                new ProjectId(row.getString(1)),
                row.getString(2),
                month,
                spent == null ? BigDecimal.ZERO : spent,
                row.getBigDecimal(3));
    }

    private record Limits(
            @Nullable BigDecimal monthly, @Nullable BigDecimal requirement) {}
}
