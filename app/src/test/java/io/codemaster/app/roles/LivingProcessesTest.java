package io.codemaster.app.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Set;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.store.database.MigratedDatabase;

class LivingProcessesTest {

    private static JdbcConnectionPool pool;

    private static JdbcTemplate jdbc;

    private static LivingProcesses living;

    @BeforeAll
    static void migrate() {
        pool = MigratedDatabase.open("living");
        jdbc = new JdbcTemplate(pool);
        living = new LivingProcesses(jdbc);
    }

    @AfterAll
    static void close() {
        pool.dispose();
    }

    @BeforeEach
    void nobody() {
        jdbc.update("DELETE FROM product_process");
    }

    @Test
    void whoGivesASignOfLifeIsCountedForEachOfItsRoles() {
        living.sayAlive("b", hosting(Role.QUERY, Role.SAGA), null);
        living.sayAlive("a", hosting(Role.QUERY), null);
        living.sayAlive("a", hosting(Role.QUERY), null);

        assertThat(living.count(Role.QUERY)).isEqualTo(2);
        assertThat(living.count(Role.SAGA)).isEqualTo(1);
        assertThat(living.count(Role.COMMAND)).isZero();
        assertThat(living.first(Role.QUERY)).contains("a");
        assertThat(living.first(Role.SAGA)).contains("b");
        assertThat(living.first(Role.COMMAND)).isEmpty();
    }

    @Test
    void whoHasSaidNothingForLongOrHasEndedCountsNoMore() {
        living.sayAlive("a", hosting(Role.QUERY, Role.EXECUTOR), 2);
        living.sayAlive("b", hosting(Role.QUERY, Role.EXECUTOR), 3);
        living.sayAlive("c", hosting(Role.QUERY, Role.EXECUTOR), 4);
        jdbc.update("UPDATE product_process SET seen_s = seen_s - 16 WHERE node = 'a'");
        living.forget("c");

        assertThat(living.first(Role.QUERY)).contains("b");
        assertThat(living.count(Role.QUERY)).isEqualTo(1);
        assertThat(living.maxWorkers("b")).containsExactly(entry("b", 3));
    }

    @Test
    void eachWorkerSaysItsOwnLimitAndTheOneThatAsksIsFirst() {
        living.sayAlive("one", hosting(Role.EXECUTOR), 1);
        living.sayAlive("views", hosting(Role.QUERY), null);
        living.sayAlive("two", hosting(Role.EXECUTOR), 5);
        living.sayAlive("two", hosting(Role.EXECUTOR), 2);

        assertThat(living.maxWorkers("two")).containsExactly(entry("two", 2), entry("one", 1));
        assertThat(living.maxWorkers("views").keySet()).containsExactly("one", "two");
    }

    private static Roles hosting(Role... roles) {
        return new Roles(Set.of(roles), true);
    }
}
