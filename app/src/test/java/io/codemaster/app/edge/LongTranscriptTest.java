package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.app.store.TimeOrderedIdentifiers;

/** What a long transcript costs the store: nothing twice while it grows, and little to load after a restart. */
class LongTranscriptTest {

    private static final TranscriptId ID = new TranscriptId("long-transcript:1");

    private static final int BATCH = 256;

    private static void print(TestServer server, int from, int to) {
        for (int next = from; next <= to; next += BATCH) {
            List<OutputLine> lines = IntStream.rangeClosed(next, Math.min(to, next + BATCH - 1))
                    .mapToObj(number -> new OutputLine(number, "{\"type\":\"x\"}", true, null, null, 12, true, 0))
                    .toList();
            server.bean(CommandGateway.class).sendAndWait(new RecordOutput(ID, lines));
        }
    }

    private static long count(TestServer server, String table) {
        var count = server.bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT COUNT(*) FROM " + table + " WHERE aggregate_identifier = ?", Long.class, ID.value());
        return count == null ? 0 : count;
    }

    @Test
    void aSnapshotIsTakenWhenALongOneHadToBeLoadedAndNotBefore() {
        var data = TestServer.newDirectory();
        try (var server = TestServer.start(data, "--codemaster.demo=off")) {
            server.bean(CommandGateway.class).sendAndWait(new OpenTranscript(ID, new CodegenTaskId("long-task"), 1));
            print(server, 1, 1_500);
            assertThat(count(server, "domain_event")).isEqualTo(1_501);
            assertThat(count(server, "snapshot_event")).isZero();
        }
        try (var server = TestServer.start(data, "--codemaster.demo=off")) {
            print(server, 1_501, 1_501);
            assertThat(count(server, "snapshot_event")).isOne();
            print(server, 1_502, 2_600);
            assertThat(count(server, "snapshot_event")).isOne();
        }
        try (var server = TestServer.start(data, "--codemaster.demo=off")) {
            print(server, 2_601, 2_601);
            assertThat(count(server, "domain_event")).isEqualTo(2_602);
        }
    }

    @Test
    void theEmbeddedStoreIsTunedForManySmallEvents() {
        try (var server = TestServer.start(TestServer.newDirectory(), "--codemaster.demo=off")) {
            assertThat(server.bean(JdbcTemplate.class)
                            .queryForList(
                                    "SELECT identity_cache FROM information_schema.columns"
                                            + " WHERE LOWER(table_name) = 'domain_event' AND LOWER(column_name) = 'global_index'",
                                    Long.class))
                    .containsExactly(256L);
            assertThat(server.bean(JdbcTemplate.class)
                            .queryForObject(
                                    "SELECT setting_value FROM information_schema.settings"
                                            + " WHERE setting_name = 'MAX_LENGTH_INPLACE_LOB'",
                                    String.class))
                    .isEqualTo("16384");
            assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIdentifiers.class);
        }
    }
}
