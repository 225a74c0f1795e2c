package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

class ClosedDatabaseTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void aDiskThatCanFail() {
        FailingDisk.register();
    }

    @Test
    void aDatabaseThatClosedItselfOnADiskThatFailsIsOpenedAgainWhenItWorks() throws SQLException {
        var settings = new HikariConfig();
        settings.setJdbcUrl(DatabaseAddress.of("jdbc:h2:failing:" + directory.resolve("store"))
                .url());
        settings.setUsername("sa");
        settings.setMaximumPoolSize(4);
        settings.setConnectionTimeout(1_000);
        settings.setExceptionOverrideClassName(ClosedDatabase.class.getName());
        try (var pool = new HikariDataSource(settings)) {
            run(pool, "CREATE TABLE kept (id INT)");
            run(pool, "INSERT INTO kept VALUES (1)");
            FailingDisk.fail("Input/output error");
            assertThatThrownBy(() -> run(pool, "INSERT INTO kept VALUES (2)")).isInstanceOf(SQLException.class);
            FailingDisk.mend();

            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                run(pool, "INSERT INTO kept VALUES (3)");
                return true;
            });
            assertThat(rows(pool, "SELECT COUNT(*) FROM kept WHERE id IN (1, 3)"))
                    .isEqualTo(2);
        } finally {
            FailingDisk.mend();
        }
    }

    private static void run(DataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int rows(DataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
