package io.codemaster.app.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedEventTest {

    private static final String METADATA =
            "{\"traceId\":\"一 \\\"1\\\"\",\"actor\":\"u-1\",\"attempt\":3,\"share\":0.5,\"first\":true,\"a\":\"\"}";

    private static RecordedEvent event(@Nullable String type, @Nullable String revision, @Nullable String metadata) {
        return new RecordedEvent(
                7,
                "event-7",
                type == null ? "event-7" : "task-1:1",
                type == null ? 0 : 12,
                type,
                "2026-11-23T12:00:00.120Z",
                "io.codemaster.api.codegen.OutputLineRecorded",
                revision,
                "{\"line\":\"需求\"}".getBytes(StandardCharsets.UTF_8),
                metadata == null ? null : metadata.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] thereAndBack(RecordedEvent event) {
        return ServedEvent.read(7, ServedEvent.write(event)).canonical();
    }

    @Test
    void anEventIsTheSameByteForByteWhenItIsReadAgain() {
        var event = event("Transcript", "2", METADATA);
        assertThat(thereAndBack(event)).isEqualTo(event.canonical());
    }

    @Test
    void anEventOfNoAggregateAndWithoutRevisionIsTheSameToo() {
        var event = event(null, null, "{}");
        assertThat(ServedEvent.write(event).getAggregateType()).isEmpty();
        assertThat(thereAndBack(event)).isEqualTo(event.canonical());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", "{\"a\":{\"b\":1}}", "{\"a\":123456789012345678901}", "[]", "no JSON"})
    void metadataThatWouldNotBeTheSameAreRefused(String metadata) {
        assertThatThrownBy(() -> ServedEvent.write(event("Transcript", "1", metadata)))
                .isInstanceOf(UnfitEventException.class)
                .hasMessageContaining("event-7")
                .hasMessageContaining("metadata")
                .hasMessageNotContaining("123456789012345678901");
    }

    @Test
    void aTimeThatIsFinerThanTheServersIsRefused() {
        var event = event("Transcript", "1", "{}");
        var finer = new RecordedEvent(
                7,
                event.id(),
                event.aggregateId(),
                1,
                "Transcript",
                "2026-11-23T12:00:00.120456Z",
                event.type(),
                "1",
                event.payload(),
                event.metadata());
        assertThatThrownBy(() -> ServedEvent.write(finer)).hasMessageContaining("its time is");
    }

    @Test
    void eventsGoInBatchesOfSomeMegabytesAndNoneLargerThanTheServerTakes() {
        var large = new RecordedEvent(
                1,
                "e",
                "a",
                0,
                "A",
                "2026-11-23T12:00:00.120Z",
                "t",
                "1",
                new byte[3 << 20],
                "{}".getBytes(StandardCharsets.UTF_8));
        var batches =
                ServedEvents.batches(IntStream.range(0, 3).mapToObj(it -> large).toList(), 16 << 20);
        assertThat(batches).hasSize(3).allMatch(it -> it.size() == 1);
        assertThatThrownBy(() -> ServedEvents.batches(List.of(large), 1 << 20))
                .isInstanceOf(UnfitEventException.class)
                .hasMessageContaining("codemaster.axonserver.max-message-size");
    }
}
