package io.codemaster.app.admin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The database: which one it is and how large. */
@Component
@Order(1)
class DatabaseFacts implements VersionSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFacts.class);

    private final JdbcTemplate jdbc;

    DatabaseFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Part> parts() {
        try {
            var part = jdbc.execute((ConnectionCallback<Part>) connection -> new Part(
                    "DATABASE",
                    connection.getMetaData().getDatabaseProductName(),
                    connection.getMetaData().getDatabaseProductVersion()));
            return part == null ? List.of() : List.of(part);
        } catch (DataAccessException away) {
            LOG.debug("the database does not say its version", away);
            return List.of(new Part("DATABASE", "Database", null));
        }
    }

    /** How many bytes it takes; empty when it does not say. */
    OptionalLong bytes() {
        try {
            var found = jdbc.execute((ConnectionCallback<Long>)
                    connection -> isEmbedded(connection.getMetaData().getDatabaseProductName())
                            ? number(
                                    connection,
                                    "SELECT SETTING_VALUE * (SELECT CAST(SETTING_VALUE AS BIGINT) FROM"
                                            + " INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'info.PAGE_SIZE') FROM"
                                            + " INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'info.PAGE_COUNT'")
                            : number(
                                    connection,
                                    "SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema ="
                                            + " DATABASE()"));
            return found == null ? OptionalLong.empty() : OptionalLong.of(found);
        } catch (DataAccessException unknown) {
            LOG.debug("the database does not say its size", unknown);
            return OptionalLong.empty();
        }
    }

    private static boolean isEmbedded(String product) {
        return "H2".equals(product);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
