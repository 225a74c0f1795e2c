package io.codemaster.app.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.codemaster.app.web.start.InvalidConfigurationException;

/** MySQL and MariaDB. */
final class ServerChecks {

    /** A chunk of an artifact is 1 MB and may be twice that as part of a statement; the rest is for batches. */
    private static final long SMALLEST_PACKET = 16L << 20;

    /** For the operator, a backup and a second look beside a full pool. */
    private static final int OTHER_CONNECTIONS = 5;

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final Connection connection;

    private final DatabaseProperties properties;

    ServerChecks(Connection connection, DatabaseProperties properties) {
        this.connection = connection;
        this.properties = properties;
    }

    void run(Consumer<String> warnings) throws SQLException {
        version();
        characterSet();
        packet();
        isolation();
        engine();
        defaultsOfTimes();
        connections();
        new TrialTable(connection, properties).run();
        flush(warnings);
    }

    private void version() throws SQLException {
        // what MariaDB says before its own version to those who know MySQL only
        var found = text("SELECT VERSION()").replaceFirst("^5\\.5\\.5-", "");
        var isMariaDb = found.toLowerCase(Locale.ROOT).contains("mariadb");
        var numbers = VERSION.matcher(found);
        if (numbers.matches()) {
            int version = Integer.parseInt(numbers.group(1)) * 100 + Integer.parseInt(numbers.group(2));
            if (version >= (isMariaDb ? 1006 : 800)) {
                return;
            }
        }
        throw wrong(
                "version",
                found,
                isMariaDb ? "MariaDB 10.6 or newer" : "MySQL 8.0 or newer",
                "the packages of MySQL 8.4 or MariaDB 10.11");
    }

    private void characterSet() throws SQLException {
        var found = text("SELECT default_character_set_name FROM information_schema.schemata"
                + " WHERE schema_name = DATABASE()");
        if (!found.equals("utf8mb4")) {
            throw wrong(
                    "character set of the database",
                    found,
                    "utf8mb4, which has every character",
                    "ALTER DATABASE `%s` CHARACTER SET utf8mb4".formatted(connection.getCatalog()));
        }
    }

    private void packet() throws SQLException {
        var found = text("SELECT @@global.max_allowed_packet");
        if (Long.parseLong(found) < SMALLEST_PACKET) {
            throw wrong(
                    "max_allowed_packet",
                    found,
                    "at least %d (16 MB), so that a part of an artifact passes".formatted(SMALLEST_PACKET),
                    "max_allowed_packet = 64M below [mysqld] in my.cnf; at once by SET GLOBAL max_allowed_packet ="
                            + " 67108864");
        }
    }

    /** What another transaction has not committed must not be read; an event read too early would never be read again. */
    private void isolation() throws SQLException {
        var found = switch (connection.getTransactionIsolation()) {
            case Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ -> null;
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ-UNCOMMITTED";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> "unknown";
        };
        if (found != null) {
            throw wrong(
                    "transaction isolation",
                    found,
                    "READ-COMMITTED or REPEATABLE-READ, so that events are read in their order and without locks",
                    "transaction-isolation = READ-COMMITTED below [mysqld] in my.cnf; at once by SET GLOBAL TRANSACTION"
                            + " ISOLATION LEVEL READ COMMITTED");
        }
    }

    private void engine() throws SQLException {
        var found = text("SELECT @@default_storage_engine");
        if (!found.equalsIgnoreCase("InnoDB")) {
            throw wrong(
                    "default_storage_engine",
                    found,
                    "InnoDB, which has transactions",
                    "default-storage-engine = InnoDB below [mysqld] in my.cnf; at once by SET GLOBAL"
                            + " default_storage_engine = InnoDB");
        }
        var table = find("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                + " AND table_type = 'BASE TABLE' AND engine <> 'InnoDB' ORDER BY table_name LIMIT 1");
        if (table != null) {
            throw wrong(
                    "engine of the table " + table,
                    text("SELECT engine FROM information_schema.tables WHERE table_schema = DATABASE()"
                            + " AND table_name = '" + table.replace("'", "''") + "'"),
                    "InnoDB, which has transactions",
                    "ALTER TABLE `%s` ENGINE = InnoDB".formatted(table));
        }
    }

    /** Without it the server sets the time of a deadline to now whenever its row is changed. */
    private void defaultsOfTimes() throws SQLException {
        if (text("SELECT @@explicit_defaults_for_timestamp").equals("0")) {
            throw wrong(
                    "explicit_defaults_for_timestamp",
                    "OFF",
                    "ON, or deadlines move when they are looked at",
                    "explicit_defaults_for_timestamp = ON below [mysqld] in my.cnf");
        }
    }

    private void connections() throws SQLException {
        var found = text("SELECT @@global.max_connections");
        var wanted = properties.poolSize() + OTHER_CONNECTIONS;
        if (Long.parseLong(found) < wanted) {
            throw wrong(
                    "max_connections",
                    found,
                    "at least %d (codemaster.database.pool-size and %d more)".formatted(wanted, OTHER_CONNECTIONS),
                    "max_connections = 200 below [mysqld] in my.cnf; at once by SET GLOBAL max_connections = 200");
        }
    }

    private void flush(Consumer<String> warnings) throws SQLException {
        var flush = text("SELECT @@global.innodb_flush_log_at_trx_commit");
        if (!flush.equals("1")) {
            warnings.accept(
                    ("The database server has innodb_flush_log_at_trx_commit = %s: when its machine fails, about a"
                                    + " second of what was acknowledged is lost. SET GLOBAL innodb_flush_log_at_trx_commit = 1 and"
                                    + " the same in my.cnf keep it.")
                            .formatted(flush));
        }
        if (text("SELECT @@global.log_bin").equals("1")
                && !text("SELECT @@global.sync_binlog").equals("1")) {
            warnings.accept(
                    "The database server writes a binary log with sync_binlog = %s: when its machine fails, the last"
                                    .formatted(text("SELECT @@global.sync_binlog"))
                            + " commits may be lost. SET GLOBAL sync_binlog = 1 and the same in my.cnf keep them.");
        }
    }

    static InvalidConfigurationException wrong(String setting, String found, String wanted, String mend) {
        return new InvalidConfigurationException(
                "codemaster.database.url",
                "leads to a server with %s = %s, and CodeMaster needs %s".formatted(setting, found, wanted),
                mend);
    }

    private String text(String query) throws SQLException {
        return Objects.requireNonNullElse(find(query), "");
    }

    private @Nullable String find(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            return found.next() ? found.getString(1) : null;
        }
    }

    /** A table that is made, filled, read, changed and dropped: what no setting tells. */
    private static final class TrialTable {

        private static final int DENIED = 1142;

        /**
         * One that Europe's clocks leave out, one that they have twice, and a last one of a year. Whole seconds: MySQL's
         * driver sends MariaDB no more, and nothing that is kept so needs more.
         */
        private static final List<Instant> TIMES = List.of(
                Instant.parse("2026-03-29T02:30:00Z"),
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2026-12-31T23:59:59Z"));

        private static final String TEXT = "需求 ✓ \uD83D\uDE80";

        private final Connection connection;

        private final DatabaseProperties properties;

        private final String table =
                "start_trial_" + UUID.randomUUID().toString().substring(0, 8);

        private TrialTable(Connection connection, DatabaseProperties properties) {
            this.connection = connection;
            this.properties = properties;
        }

        private void run() throws SQLException {
            allowed("CREATE TABLE " + table + " (id INT NOT NULL PRIMARY KEY, at TIMESTAMP(6) NOT NULL,"
                    + " words VARCHAR(40) NOT NULL) DEFAULT CHARACTER SET utf8mb4");
            try {
                allowed("ALTER TABLE " + table + " ADD COLUMN version INT NOT NULL DEFAULT 0");
                allowed("CREATE INDEX ix_" + table + " ON " + table + " (version)");
                for (int i = 0; i < TIMES.size(); i++) {
                    roundTrip(i, TIMES.get(i));
                }
                allowed("UPDATE " + table + " SET version = 1");
                allowed("DELETE FROM " + table);
            } finally {
                allowed("DROP TABLE " + table);
            }
        }

        private void roundTrip(int id, Instant time) throws SQLException {
            var utc = java.util.Calendar.getInstance(java.util.TimeZone.getTimeZone("UTC"), Locale.ROOT);
            try (var insert =
                    connection.prepareStatement("INSERT INTO " + table + " (id, at, words) VALUES (?, ?, ?)")) {
                insert.setInt(1, id);
                insert.setTimestamp(2, java.sql.Timestamp.from(time), utc);
                insert.setString(3, TEXT);
                insert.executeUpdate();
            } catch (SQLException refused) {
                if (refused.getErrorCode() == DENIED) {
                    throw denied("INSERT", refused);
                }
                throw moved("one that has no " + time);
            }
            // what another connection would see: the moment itself, not its name in some zone
            try (var query = connection.prepareStatement(
                    "SELECT at, words, CAST(UNIX_TIMESTAMP(at) AS DECIMAL(20)) FROM " + table + " WHERE id = ?")) {
                query.setInt(1, id);
                try (var found = query.executeQuery()) {
                    found.next();
                    var back = found.getTimestamp(1, utc).toInstant();
                    var stored = Instant.ofEpochSecond(found.getLong(3));
                    if (!back.equals(time) || !stored.equals(time)) {
                        throw moved("one that makes %s of %s".formatted(back.equals(time) ? stored : back, time));
                    }
                    if (!TEXT.equals(found.getString(2))) {
                        throw wrong(
                                "characterEncoding",
                                "one that changes texts",
                                "UTF-8",
                                "the address without characterEncoding, to which CodeMaster adds it");
                    }
                }
            } catch (SQLException refused) {
                if (refused.getErrorCode() == DENIED) {
                    throw denied("SELECT", refused);
                }
                throw refused;
            }
        }

        private static InvalidConfigurationException moved(String found) {
            return wrong(
                    "time zone of the connection",
                    found,
                    "UTC",
                    "the address without connectionTimeZone and forceConnectionTimeZoneToSession, to which CodeMaster"
                            + " adds UTC and true");
        }

        private void allowed(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException refused) {
                if (refused.getErrorCode() == DENIED) {
                    throw denied(sql.split(" ", 2)[0], refused);
                }
                throw refused;
            }
        }

        private InvalidConfigurationException denied(String what, SQLException cause) throws SQLException {
            var wrong = new InvalidConfigurationException(
                    "codemaster.database.user",
                    "= \"%s\" may not %s in the database %s"
                            .formatted(properties.user(), what, connection.getCatalog()),
                    "GRANT ALL ON `%s`.* TO '%s'@'%%'".formatted(connection.getCatalog(), properties.user()));
            wrong.initCause(cause);
            return wrong;
        }
    }
}
