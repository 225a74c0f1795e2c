package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.codemaster.app.web.start.InvalidConfigurationException;
import io.codemaster.journey.TestingMariaDb;

/** The checks on a real server, each seen to refuse what it is there for. */
class DatabaseChecksIT {

    @TempDir
    private static Path directory;

    /** Its machine is in a zone with summer time. */
    private static TestingMariaDb server;

    @BeforeAll
    static void aServer() throws Exception {
        server = new TestingMariaDb(directory.resolve("mariadb"), "TZ=Europe/Berlin");
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aUsualServerIsFit() {
        run(properties(server.url("codemaster")));
        assertThat(warnings).isEmpty();
        assertThat(jdbc(properties(server.url("codemaster"))).queryForList("SHOW TABLES", String.class))
                .noneMatch(it -> it.startsWith("start_trial"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_allowed_packet | 1048576 | 67108864 | max_allowed_packet = 1048576 | at least 16777216 | SET"
                        + " GLOBAL max_allowed_packet",
                "tx_isolation | 'READ-UNCOMMITTED' | 'REPEATABLE-READ' | READ-UNCOMMITTED | READ-COMMITTED | ISOLATION"
                        + " LEVEL READ COMMITTED",
                "tx_isolation | 'SERIALIZABLE' | 'REPEATABLE-READ' | SERIALIZABLE | READ-COMMITTED | ISOLATION LEVEL"
                        + " READ COMMITTED",
                "default_storage_engine | MyISAM | InnoDB | default_storage_engine = MyISAM | InnoDB |"
                        + " default-storage-engine = InnoDB",
                "explicit_defaults_for_timestamp | OFF | ON | explicit_defaults_for_timestamp = OFF | ON |"
                        + " explicit_defaults_for_timestamp = ON",
                "max_connections | 30 | 151 | max_connections = 30 | at least 45 | SET GLOBAL max_connections = 200"
            },
            quoteCharacter = '`')
    void aWrongSettingIsRefusedWithWhatMendsIt(
            String setting, String wrong, String right, String found, String wanted, String mend) throws Exception {
        assertThat(server.asRoot("SET GLOBAL %s = %s".formatted(setting, wrong)))
                .isTrue();
        try {
            assertThatThrownBy(() -> run(properties(server.url("codemaster"))))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageStartingWith("codemaster.database.url leads to a server with")
                    .hasMessageContaining(found)
                    .hasMessageContaining(wanted)
                    .hasMessageContaining(mend);
        } finally {
            assertThat(server.asRoot("SET GLOBAL %s = %s".formatted(setting, right)))
                    .isTrue();
        }
    }

    @Test
    void anotherCharacterSetIsRefused() throws Exception {
        server.asRoot("CREATE DATABASE old CHARACTER SET latin1");
        assertThatThrownBy(() -> run(properties(server.url("old"))))
                .hasMessageContaining("character set of the database = latin1")
                .hasMessageContaining("ALTER DATABASE `old` CHARACTER SET utf8mb4");
    }

    @Test
    void aTableWithoutTransactionsIsRefused() throws Exception {
        server.asRoot("CREATE DATABASE mixed; CREATE TABLE mixed.domain_event (id INT PRIMARY KEY) ENGINE=MyISAM");
        assertThatThrownBy(() -> run(properties(server.url("mixed"))))
                .hasMessageContaining("engine of the table domain_event = MyISAM")
                .hasMessageContaining("ALTER TABLE `domain_event` ENGINE = InnoDB");
    }

    @Test
    void aTimeThatComesBackAsAnotherIsRefused() {
        var local =
                server.url("codemaster") + "?connectionTimeZone=Asia/Shanghai&forceConnectionTimeZoneToSession=false";
        assertThatThrownBy(() -> run(properties(local)))
                .hasMessageContaining("time zone of the connection")
                .hasMessageContaining("without connectionTimeZone");
    }

    @Test
    void aUserWhoMayOnlyReadIsRefused() throws Exception {
        server.asRoot("CREATE OR REPLACE USER reader@'127.0.0.1' IDENTIFIED BY 'cm'; GRANT SELECT ON codemaster.* TO"
                + " reader@'127.0.0.1'");
        assertThatThrownBy(() -> run(new DatabaseProperties(server.url("codemaster"), "reader", "cm", 40)))
                .hasMessageContaining("codemaster.database.user = \"reader\" may not CREATE")
                .hasMessageContaining("GRANT ALL ON `codemaster`.*");
    }

    @Test
    void lessThanDurableIsWarnedOf() throws Exception {
        server.asRoot("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        try {
            run(properties(server.url("codemaster")));
        } finally {
            server.asRoot("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("innodb_flush_log_at_trx_commit = 2", "is lost", "SET GLOBAL");
    }

    @Test
    void anOldServerIsRefused(@TempDir Path other) throws Exception {
        try (var old = new TestingMariaDb(other, "--version=5.5.5-10.3.39-MariaDB")) {
            assertThatThrownBy(() -> run(properties(old.url("codemaster"))))
                    .hasMessageContaining("version = 10.3.39-MariaDB")
                    .hasMessageContaining("MariaDB 10.6 or newer");
        }
    }

    @Test
    void textsCompareByTheirBytesAfterTheMigrations() throws Exception {
        server.asRoot("CREATE DATABASE loose CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        var properties = properties(server.url("loose"));
        var jdbc = jdbc(properties);
        jdbc.execute("CREATE TABLE local_credential (user_id VARCHAR(128) PRIMARY KEY)");
        makeTableOfMoves(jdbc);

        new DatabaseChecks(dataSource(properties), properties).afterMigration();

        jdbc.update("INSERT INTO local_credential VALUES ('jose')");
        jdbc.update("INSERT INTO local_credential VALUES ('José')");
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM local_credential WHERE user_id = 'jose'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void halfOfAStoreIsNotStarted() throws Exception {
        server.asRoot("CREATE DATABASE half");
        var properties = properties(server.url("half"));
        makeTableOfMoves(jdbc(properties));
        jdbc(properties).update("INSERT INTO store_move VALUES ('jdbc:h2:file:/srv/old', 7, 1, NULL)");
        assertThatThrownBy(() -> new DatabaseChecks(dataSource(properties), properties).afterMigration())
                .hasMessageContaining("has not finished copying from jdbc:h2:file:/srv/old");
    }

    private static void makeTableOfMoves(JdbcTemplate jdbc) throws IOException {
        jdbc.execute(new ClassPathResource("db/migration/V090__store_move.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("(?m)^--.*$|;", ""));
    }

    @Test
    void anEmbeddedDatabaseThatLosesCommitsIsRefused() {
        var file = "jdbc:h2:file:" + directory.resolve("h2");
        assertThatThrownBy(() -> run(properties(file + "-late;WRITE_DELAY=500")))
                .hasMessageContaining("WRITE_DELAY = 500")
                .hasMessageContaining("CodeMaster needs 0");
        assertThatThrownBy(() -> run(properties(file + "-other;MODE=PostgreSQL")))
                .hasMessageContaining("MODE = PostgreSQL");
        assertThatCode(() -> run(properties(file + "-fit"))).doesNotThrowAnyException();
    }

    private void run(DatabaseProperties properties) {
        new DatabaseChecks(dataSource(properties), properties).run(warnings::add);
    }

    private static DatabaseProperties properties(String url) {
        return new DatabaseProperties(url, "cm", "cm", 40);
    }

    private static DriverManagerDataSource dataSource(DatabaseProperties properties) {
        return new DriverManagerDataSource(properties.address().url(), properties.user(), properties.password());
    }

    private static JdbcTemplate jdbc(DatabaseProperties properties) {
        return new JdbcTemplate(dataSource(properties));
    }
}
