package io.codemaster.app.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.codemaster.app.store.table.StoreTables;
import io.codemaster.app.store.table.StoredTable;

class ViewTablesTest {

    @Test
    void everyTableOfAReadModelCanBeMadeAnew() throws SQLException, IOException {
        try (var database =
                DriverManager.getConnection("jdbc:h2:mem:view-tables;MODE=MySQL;DATABASE_TO_LOWER=TRUE", "sa", "")) {
            for (var table : StoreTables.VIEWS.keySet()) {
                ViewTables.make(database, table);
            }
            assertThat(Set.copyOf(StoredTable.names(database))).isEqualTo(StoreTables.VIEWS.keySet());
            assertThat(StoredTable.of(database, "user_details").columns()).contains("email", "status", "kept_session");
            database.createStatement().execute("DROP TABLE audit_entry");
            assertThat(ViewTables.missing(database, StoreTables.viewsOf("audit")))
                    .containsExactly("audit_entry");
        }
    }

    @Test
    void whatWasDroppedAndMadeOtherwiseIsMadeAsItIsNow() throws IOException {
        assertThat(ViewTables.statements("audit_entry"))
                .hasSize(9)
                .allMatch(it -> it.startsWith("CREATE"))
                .first()
                .asString()
                .contains("call_id");
    }
}
