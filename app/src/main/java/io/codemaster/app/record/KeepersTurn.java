package io.codemaster.app.record;

import java.util.function.BooleanSupplier;

import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.roles.Role;

/**
 * One of the processes that lead runs links the events: of those that have given a sign of life the one whose name comes
 * first. While they do not agree, two may try, and one of them finds the other's links there.
 */
final class KeepersTurn implements BooleanSupplier {

    /** As long as a process is taken for alive when its processors are shared out. */
    private static final int ALIVE_SECONDS = 15;

    private final JdbcTemplate jdbc;

    private final String node;

    KeepersTurn(JdbcTemplate jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    @Override
    public boolean getAsBoolean() {
        var first = jdbc.queryForObject(
                "SELECT MIN(node) FROM product_process WHERE seen_s >= UNIX_TIMESTAMP() - ?"
                        + " AND CONCAT(',', roles, ',') LIKE ?",
                String.class,
                ALIVE_SECONDS,
                "%," + Role.SAGA.word() + ",%");
        return first == null || first.equals(node);
    }
}
