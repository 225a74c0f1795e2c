package io.codemaster.app.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcUtils;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Whether a database keeps what it acknowledges and gives back what it was given. What is wrong stops the start with one
 * sentence: the setting, the value found, the value wanted, and what mends it.
 */
public final class DatabaseChecks {

    private final DataSource dataSource;

    private final DatabaseProperties properties;

    public DatabaseChecks(DataSource dataSource, DatabaseProperties properties) {
        this.dataSource = dataSource;
        this.properties = properties;
    }

    /**
     * Before the migrations.
     *
     * @param warnings is told what the product can live with and its operator may not want to
     * @throws InvalidConfigurationException when the product cannot run on it
     */
    public void run(Consumer<String> warnings) {
        withConnection(connection -> {
            if (properties.address().isEmbedded()) {
                new EmbeddedChecks(connection).run();
            } else {
                new ServerChecks(connection, properties).run(warnings);
            }
        });
    }

    /** What only tables that exist can show. */
    public void afterMigration() {
        withConnection(connection -> {
            if (!properties.address().isEmbedded()) {
                ByteCollation.ofAllTables(connection);
            }
            refuseHalfOfAStore(connection);
        });
    }

    private void refuseHalfOfAStore(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var unfinished = statement.executeQuery("SELECT source FROM store_move WHERE finished_at IS NULL")) {
            if (unfinished.next()) {
                throw new InvalidConfigurationException(
                        "codemaster.database.url",
                        "names a store that move-store has not finished copying from %s"
                                .formatted(unfinished.getString(1)),
                        "./codemaster move-store --to FILE once more, or empty the database and begin anew");
            }
        }
    }

    private void withConnection(Work work) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            work.on(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the database cannot be checked", e);
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }

    private interface Work {

        void on(Connection connection) throws SQLException;
    }
}
