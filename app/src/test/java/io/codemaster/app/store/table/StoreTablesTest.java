package io.codemaster.app.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Set;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class StoreTablesTest {

    /** Whoever adds a table says here or in {@link StoreTables} what becomes of it when the store moves. */
    private static final Set<String> COPIED = Set.of(
            "access_token",
            "artifact",
            "artifact_chunk",
            "dead_letter",
            "dead_letter_key",
            "dead_letter_sequence",
            "domain_event",
            "event_delivery",
            "event_subscription",
            "idempotent_request",
            "installation",
            "local_credential",
            "notice_outbox",
            "processor_token",
            "record_checkpoint",
            "record_link",
            "repository_secret",
            "revoked_token",
            "saga_association",
            "saga_entry",
            "scheduled_tasks",
            "sign_in_attempt",
            "webhook_delivery");

    @Test
    void everyTableIsCopiedOrMadeAnew() throws Exception {
        var url = "jdbc:h2:mem:tables;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        try (var connection = DriverManager.getConnection(url, "x", "")) {
            Flyway.configure().dataSource(url, "x", "").load().migrate();

            var tables = StoredTable.names(connection);
            assertThat(tables.stream().filter(StoreTables::isCopied).collect(Collectors.toSet()))
                    .isEqualTo(COPIED);
            assertThat(tables).containsAll(StoreTables.VIEWS.keySet());
            for (var table : tables) {
                if (StoreTables.isCopied(table)) {
                    assertThat(StoredTable.of(connection, table).key()).isNotEmpty();
                }
            }
        }
    }
}
