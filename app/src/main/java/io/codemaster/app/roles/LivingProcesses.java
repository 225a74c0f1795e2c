package io.codemaster.app.roles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The processes that share a database and give a sign of life there now and then. */
@Component
public class LivingProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(LivingProcesses.class);

    /** Without a sign of life for this long a process is taken for dead. */
    private static final int ALIVE_SECONDS = 15;

    private final JdbcTemplate jdbc;

    LivingProcesses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives a sign of life.
     *
     * @param maxWorkers how many agents it runs at once; null where it runs none
     */
    public void sayAlive(String node, Roles roles, @Nullable Integer maxWorkers) {
        int known = jdbc.update(
                "UPDATE product_process SET roles = ?, max_workers = ?, seen_s = UNIX_TIMESTAMP() WHERE node = ?",
                roles.toString(),
                maxWorkers,
                node);
        if (known == 0) {
            try {
                jdbc.update(
                        "INSERT INTO product_process (node, roles, max_workers, seen_s)"
                                + " VALUES (?, ?, ?, UNIX_TIMESTAMP())",
                        node,
                        roles.toString(),
                        maxWorkers);
            } catch (DuplicateKeyException seenThisSecond) {
                LOG.trace("The database counts rows that are the same as not updated");
            }
        }
    }

    /** It ends, and is missed at once. */
    public void forget(String node) {
        jdbc.update("DELETE FROM product_process WHERE node = ?", node);
    }

    /** How many have a role. */
    public long count(Role role) {
        return with(role).size();
    }

    /** The one with a role whose name comes first. */
    public Optional<String> first(Role role) {
        return with(role).stream().findFirst();
    }

    /** By name. */
    private List<String> with(Role role) {
        return jdbc.queryForList(
                "SELECT node FROM product_process WHERE seen_s >= UNIX_TIMESTAMP() - ?"
                        + " AND CONCAT(',', roles, ',') LIKE ? ORDER BY node",
                String.class,
                ALIVE_SECONDS,
                "%," + role.word() + ",%");
    }

    /** How many agents each that runs any runs at once; this one first. */
    public Map<String, Integer> maxWorkers(String here) {
        var limits = new LinkedHashMap<String, Integer>();
        jdbc.query(
                "SELECT node, max_workers FROM product_process WHERE max_workers IS NOT NULL"
                        + " AND seen_s >= UNIX_TIMESTAMP() - ? ORDER BY CASE WHEN node = ? THEN 0 ELSE 1 END, node",
                row -> {
                    limits.put(row.getString("node"), row.getInt("max_workers"));
                },
                ALIVE_SECONDS,
                here);
        return limits;
    }
}
