package io.codemaster.app.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Events for a view that nobody watches line by line. An event that comes alone is handed on at once; of many that follow
 * each other, as an agent's lines do, as many as come in a pause are handed on together. A transaction costs about as much as
 * the handling of twenty lines, and what people do watch shares the machine with it. Whoever is more than a batch behind is
 * not held up at all.
 */
final class PacedEvents implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> source;

    private final int batchSize;

    private final Duration pause;

    private final Rest rest;

    PacedEvents(StreamableMessageSource<TrackedEventMessage<?>> source, int batchSize, Duration pause) {
        this(source, batchSize, pause, TimeUnit.NANOSECONDS::sleep);
    }

    PacedEvents(StreamableMessageSource<TrackedEventMessage<?>> source, int batchSize, Duration pause, Rest rest) {
        this.source = source;
        this.batchSize = batchSize;
        this.pause = pause;
        this.rest = rest;
    }

    /** Lets time pass. */
    interface Rest {

        /** Returns when so much time has passed, at once when it is not positive. */
        void rest(long nanos) throws InterruptedException;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new Paced(source.openStream(trackingToken));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return source.createTokenAt(dateTime);
    }

    /** For one reader, who asks whether there is something and then takes all that is there. */
    private final class Paced implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> events;

        private int taken = batchSize;

        private long asked = System.nanoTime();

        Paced(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (!events.hasNextAvailable(timeout, unit)) {
                return false;
            }
            if (taken < batchSize) {
                rest.rest(pause.toNanos() - (System.nanoTime() - asked));
            }
            taken = 0;
            asked = System.nanoTime();
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            taken++;
            return events.nextAvailable();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
