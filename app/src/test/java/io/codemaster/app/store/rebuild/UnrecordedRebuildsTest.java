package io.codemaster.app.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

import io.codemaster.api.operations.ReadModelRebuildClosed;
import io.codemaster.api.operations.ReadModelRebuildId;
import io.codemaster.api.operations.ReadModelRebuildOrdered;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.store.DataDirectoryProperties;

class UnrecordedRebuildsTest {

    @Test
    void whatAProgramDidWithoutTheProductIsOnTheRecordOnceItStarts() throws IOException {
        var server = TestServer.shared();
        var data = server.bean(DataDirectoryProperties.class).dataDir();
        var id = "rebuild-of-a-program";
        var replaced = new RebuiltView("audit", RebuiltView.Outcome.REPLACED, 9L, List.of(), 3, null);
        var failed = RebuiltView.failed("user-details", "no room");
        UnrecordedRebuilds.leave(
                data,
                id,
                new Rebuild(
                        "rebuild",
                        Rebuild.State.DIFFERENT,
                        false,
                        List.of("audit", "user-details"),
                        9,
                        9,
                        9,
                        List.of(replaced, failed),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null));

        server.bean(UnrecordedRebuilds.class).record();
        server.bean(UnrecordedRebuilds.class).record();

        var names = List.of("audit", "user-details");
        var rebuild = new ReadModelRebuildId(id);
        assertThat(server.bean(EventStore.class).readEvents(id).asStream().map(it -> (Object) it.getPayload()))
                .containsExactly(
                        new ReadModelRebuildOrdered(rebuild, names, false, null),
                        new ReadModelRebuildClosed(rebuild, List.of("audit"), List.of("user-details"), null));
        try (var left = Files.list(data.resolve("rebuilds-to-record"))) {
            assertThat(left).isEmpty();
        }
    }
}
