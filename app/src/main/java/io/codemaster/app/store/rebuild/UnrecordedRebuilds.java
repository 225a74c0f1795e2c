package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.codemaster.api.operations.CloseReadModelRebuild;
import io.codemaster.api.operations.OrderReadModelRebuild;
import io.codemaster.api.operations.ReadModelRebuildId;
import io.codemaster.app.store.DataDirectoryProperties;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rebuilds that a program did without the product. It cannot put them on the record, which is the product's; it leaves a file
 * behind, and the product does when it starts next.
 */
@Component
class UnrecordedRebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(UnrecordedRebuilds.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ROOM = "rebuilds-to-record";

    private static final String FILE = ".json";

    private final Path room;

    private final CommandGateway commands;

    private final EventStore events;

    UnrecordedRebuilds(DataDirectoryProperties data, CommandGateway commands, EventStore events) {
        this.room = data.dataDir().resolve(ROOM);
        this.commands = commands;
        this.events = events;
    }

    /** What is left of a rebuild. */
    private record Ended(
            String id,
            List<String> names,
            boolean compareOnly,
            List<String> replaced,
            List<String> wrong,
            @Nullable String failure) {}

    /** Leaves a rebuild behind for the next start. */
    static void leave(Path data, String id, Rebuild rebuild) throws IOException {
        var room = Files.createDirectories(data.resolve(ROOM));
        var draft = Files.createTempFile(room, "", ".draft");
        Files.writeString(
                draft,
                JSON.writeValueAsString(new Ended(
                        id,
                        rebuild.names(),
                        rebuild.compareOnly(),
                        rebuild.replaced(),
                        rebuild.wrong(),
                        rebuild.failure())));
        Files.move(draft, room.resolve(id + FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    @EventListener(ApplicationReadyEvent.class)
    void record() throws IOException {
        if (!Files.isDirectory(room)) {
            return;
        }
        try (var files = Files.newDirectoryStream(room, "*" + FILE)) {
            for (var file : files) {
                try {
                    record(JSON.readValue(Files.readString(file), Ended.class));
                    Files.delete(file);
                } catch (IOException | RuntimeException failed) {
                    LOG.warn("The rebuild in {} is not on the record; the next start tries again", file, failed);
                }
            }
        }
    }

    /** A start that was broken off may have done a part. */
    private void record(Ended ended) {
        var id = new ReadModelRebuildId(ended.id());
        var done = events.lastSequenceNumberFor(id.value());
        if (done.isEmpty()) {
            commands.sendAndWait(new OrderReadModelRebuild(id, ended.names(), ended.compareOnly(), null));
        }
        if (done.isEmpty() || done.get() == 0) {
            commands.sendAndWait(new CloseReadModelRebuild(id, ended.replaced(), ended.wrong(), ended.failure()));
        }
    }
}
