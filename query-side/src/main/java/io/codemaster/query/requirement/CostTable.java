package io.codemaster.query.requirement;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the runs for requirements have cost in US dollars: a row for each generation, its AI reviews included. */
@Component
class CostTable {

    private final JdbcClient jdbc;

    CostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A generation runs for a requirement; known already it stays as it is. */
    void begin(String task, String requirement) {
        var known = jdbc.sql("SELECT COUNT(*) FROM requirement_run WHERE task_id = :task")
                .param("task", task)
                .query(Long.class)
                .single();
        if (known == 0) {
            jdbc.sql("INSERT INTO requirement_run (task_id, requirement_id, cost_usd) VALUES (:task, :requirement, 0)")
                    .param("task", task)
                    .param("requirement", requirement)
                    .update();
        }
    }

    void add(String task, BigDecimal costUsd) {
        jdbc.sql("UPDATE requirement_run SET cost_usd = cost_usd + :cost WHERE task_id = :task")
                .param("task", task)
                .param("cost", costUsd)
                .update();
    }

    void clear() {
        jdbc.sql("DELETE FROM requirement_run").update();
    }

    /** The cost of each requirement that has any. */
    Map<String, BigDecimal> of(Collection<String> requirements) {
        var costs = new HashMap<String, BigDecimal>();
        if (!requirements.isEmpty()) {
            jdbc.sql("SELECT requirement_id, SUM(cost_usd) FROM requirement_run"
                            + " WHERE requirement_id IN (:requirements) GROUP BY requirement_id")
                    .param("requirements", requirements)
                    .query(row -> {
                        costs.put(row.getString(1), row.getBigDecimal(2));
                    });
        }
        return costs;
    }
}
