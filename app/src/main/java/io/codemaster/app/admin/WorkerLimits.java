package io.codemaster.app.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.WorkerId;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.security.CapacityProperties;

/** How many agents each worker that lives may run at once, as it says of itself. */
@Component
class WorkerLimits {

    /** A process that has said nothing for so long is gone. */
    private static final int ALIVE_SECONDS = 15;

    private final Roles roles;

    private final JdbcTemplate jdbc;

    private final CapacityProperties capacity;

    private final WorkerId here;

    WorkerLimits(Roles roles, JdbcTemplate jdbc, CapacityProperties capacity, WorkerId here) {
        this.roles = roles;
        this.jdbc = jdbc;
        this.capacity = capacity;
        this.here = here;
    }

    /** By the worker's id; this process first, where it is one. */
    Map<String, Integer> all() {
        if (!roles.joined()) {
            return Map.of(here.value(), capacity.maxWorkers());
        }
        var limits = new LinkedHashMap<String, Integer>();
        jdbc.query(
                "SELECT node, max_workers FROM product_process WHERE max_workers IS NOT NULL"
                        + " AND seen_s >= UNIX_TIMESTAMP() - ? ORDER BY CASE WHEN node = ? THEN 0 ELSE 1 END, node",
                row -> {
                    limits.put(row.getString("node"), row.getInt("max_workers"));
                },
                ALIVE_SECONDS,
                here.value());
        return limits;
    }
}
