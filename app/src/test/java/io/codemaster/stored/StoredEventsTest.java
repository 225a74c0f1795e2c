package io.codemaster.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.codemaster.app.edge.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events are for ever: every shape that was ever released is kept in {@code events/<event>/<revision>.json} and can be
 * read. A shape that changes without a revision of its own fails here; {@code -Ddocs.update=true} writes the files of new
 * revisions, and never one that is there.
 */
class StoredEventsTest {

    private static final Path FILES = Path.of("src/test/resources/events");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Serializer serializer = TestServer.shared().bean("eventSerializer", Serializer.class);

    @TestFactory
    Stream<DynamicTest> everyEventIsAsItsRevisionWasReleased() {
        return SampleEvents.types()
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    var now = json(SampleEvents.of(type));
                    var file = file(type, type.getAnnotation(Revision.class).value());
                    if (Boolean.getBoolean("docs.update") && !Files.exists(file)) {
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, JSON.writeValueAsString(now) + "\n");
                    }
                    assertThat(file)
                            .as("a new event, or a new revision: -Ddocs.update=true writes the file")
                            .exists();
                    assertThat(now)
                            .as(
                                    "%s is not what is stored of its revision: give it a new one and an upcaster",
                                    type.getSimpleName())
                            .isEqualTo(JSON.readTree(Files.readString(file)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyShapeThatWasEverReleasedCanBeRead() throws IOException {
        var types = SampleEvents.types().collect(Collectors.toMap(Class::getSimpleName, it -> it));
        try (var files = Files.walk(FILES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream()
                    .map(file -> dynamicTest(FILES.relativize(file).toString(), () -> {
                        var type = types.get(file.getParent().getFileName().toString());
                        assertThat(type)
                                .as("an event that was ever released is never taken away")
                                .isNotNull();
                        reads(type, file);
                    }));
        }
    }

    /** Nothing of what the upcasters make of it is lost, and nothing that the event needs is missing. */
    private void reads(Class<?> type, Path file) throws IOException {
        var revision = file.getFileName().toString().replace(".json", "");
        var upcasted = upcast(type, revision, Files.readString(file));

        assertThat(upcasted.getType().getName()).isEqualTo(type.getName());
        assertThat(upcasted.getType().getRevision())
                .isEqualTo(type.getAnnotation(Revision.class).value());
        var event = serializer.deserialize(upcasted.getData(byte[].class));
        assertThat(event).isInstanceOf(type);
        assertThat(json(event))
                .isEqualTo(JSON.readTree(upcasted.getData(byte[].class).getData()));
    }

    @Test
    void aWordForWhoVouchesBecomesASource() throws IOException {
        var event = event(io.codemaster.api.identity.UserRegistered.class, "1");

        assertThat(event.source()).isEqualTo(io.codemaster.api.identity.UserSource.FEISHU);
        assertThat(event.name()).isEqualTo("name-1");
    }

    @Test
    void whatAnOldEventDoesNotSayStaysUnsaid() throws IOException {
        var event = event(io.codemaster.api.mergerequest.MergeRequestMerged.class, "1");

        assertThat(event.openedAt()).isNull();
        assertThat(event.mergedAt()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    private <T> T event(Class<T> type, String revision) throws IOException {
        var upcasted = upcast(type, revision, Files.readString(file(type, revision)));
        return type.cast(serializer.deserialize(upcasted.getData(byte[].class)));
    }

    private IntermediateEventRepresentation upcast(Class<?> type, String revision, String payload) {
        var stored = new GenericDomainEventEntry<>(
                "Sample",
                "sample",
                0,
                "event-1",
                Instant.EPOCH,
                type.getName(),
                revision,
                payload.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        return TestServer.shared()
                .bean(Configuration.class)
                .upcasterChain()
                .upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode json(Object event) {
        return JSON.readTree(serializer.serialize(event, byte[].class).getData());
    }

    private static Path file(Class<?> type, String revision) {
        return FILES.resolve(type.getSimpleName()).resolve(revision + ".json");
    }
}
