package io.codemaster.app.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class PacedEventsTest {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final BlockingQueue<TrackedEventMessage<?>> appended = new LinkedBlockingQueue<>();

    private final BlockingStream<TrackedEventMessage<?>> stream = new BlockingStream<>() {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(appended.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !appended.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return appended.take();
        }

        @Override
        public void close() {
            appended.clear();
        }
    };

    private final List<Duration> rests = new ArrayList<>();

    private Runnable meanwhile = () -> {};

    private BlockingStream<TrackedEventMessage<?>> paced(int batchSize) {
        return new PacedEvents(token -> stream, batchSize, PAUSE, nanos -> {
                    rests.add(Duration.ofNanos(nanos));
                    meanwhile.run();
                })
                .openStream(null);
    }

    private void append(String... payloads) {
        for (var payload : payloads) {
            appended.add(new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(appended.size()), GenericEventMessage.asEventMessage(payload)));
        }
    }

    private static List<Object> batch(BlockingStream<TrackedEventMessage<?>> events, int size) throws Exception {
        var batch = new ArrayList<>();
        assertThat(events.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        do {
            batch.add(events.nextAvailable().getPayload());
        } while (batch.size() < size && events.peek().isPresent());
        return batch;
    }

    @Test
    void whoIsBehindIsNotHeldUp() throws Exception {
        append("a", "b", "c", "d", "e");
        try (var events = paced(2)) {
            assertThat(batch(events, 2)).containsExactly("a", "b");
            assertThat(batch(events, 2)).containsExactly("c", "d");
            assertThat(batch(events, 2)).containsExactly("e");
        }
        assertThat(rests).isEmpty();
    }

    @Test
    void whatComesInAPauseComesTogether() throws Exception {
        try (var events = paced(10)) {
            append("alone");
            assertThat(batch(events, 10)).containsExactly("alone");
            assertThat(rests).isEmpty();
            append("b");
            meanwhile = () -> append("c", "d");
            assertThat(batch(events, 10)).containsExactly("b", "c", "d");
            assertThat(rests)
                    .singleElement()
                    .satisfies(it -> assertThat(it).isPositive().isLessThanOrEqualTo(PAUSE));
        }
    }

    @Test
    void nothingIsHandedOnBeforeThereIsSomething() throws Exception {
        try (var events = paced(10)) {
            assertThat(events.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(events.hasNextAvailable()).isFalse();
            append("a");
            assertThat(batch(events, 10)).containsExactly("a");
        }
    }
}
