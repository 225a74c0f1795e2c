package io.codemaster.app.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * Lets every text of the product compare by its bytes, as the embedded database does. A server's usual collation holds
 * "josé" and "Jose" for equal: two people could then claim one name, and the events of one aggregate would be read as
 * another's.
 */
final class ByteCollation {

    private static final String COLLATION = "utf8mb4_bin";

    private ByteCollation() {}

    static void ofAllTables(Connection connection) throws SQLException {
        var others = new ArrayList<String>();
        try (var query = connection.prepareStatement("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_collation <> ?"
                + " AND table_name <> 'flyway_schema_history'")) {
            query.setString(1, COLLATION);
            try (var tables = query.executeQuery()) {
                while (tables.next()) {
                    others.add(tables.getString(1));
                }
            }
        }
        try (var statement = connection.createStatement()) {
            for (var table : others) {
                statement.execute("ALTER TABLE `%s` CONVERT TO CHARACTER SET utf8mb4 COLLATE %s"
                        .formatted(table.replace("`", "``"), COLLATION));
            }
        }
    }
}
