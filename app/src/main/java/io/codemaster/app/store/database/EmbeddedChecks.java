package io.codemaster.app.store.database;

import java.sql.Connection;
import java.sql.SQLException;

import io.codemaster.app.web.start.InvalidConfigurationException;

/** H2: commits must be on the disk when they are acknowledged, and the migrations are written for its MySQL mode. */
final class EmbeddedChecks {

    private static final String DEFAULT_DELAY = "500";

    private final Connection connection;

    EmbeddedChecks(Connection connection) {
        this.connection = connection;
    }

    void run() throws SQLException {
        var url = connection.getMetaData().getURL();
        var isFile = !url.startsWith("jdbc:h2:mem:");
        var delay = setting("WRITE_DELAY", DEFAULT_DELAY);
        if (isFile && !delay.equals("0")) {
            throw wrong("WRITE_DELAY", delay, "0, or a crash loses commits that were acknowledged");
        }
        var mode = setting("MODE", "REGULAR");
        if (!mode.equalsIgnoreCase("MySQL")) {
            throw wrong("MODE", mode, "MySQL, which the tables are made for");
        }
    }

    private static InvalidConfigurationException wrong(String setting, String found, String wanted) {
        return new InvalidConfigurationException(
                "codemaster.database.url",
                "opens an embedded database with %s = %s, and CodeMaster needs %s".formatted(setting, found, wanted),
                "the address without %s, to which CodeMaster adds what it needs".formatted(setting));
    }

    private String setting(String name, String otherwise) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?")) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                return found.next() ? found.getString(1) : otherwise;
            }
        }
    }
}
