package io.codemaster.app.telemetry;

import java.util.Collection;
import java.util.OptionalLong;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How far each event processor of this process is behind the record. */
@Component
class ProjectionLag {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLag.class);

    /** The head is asked for once for all processors of a scrape. */
    private static final long HEAD_NANOS = 1_000_000_000L;

    private static final long BEFORE_THE_FIRST = -1;

    private final Configuration axon;

    private final EventStore store;

    private final MeterRegistry registry;

    private volatile @Nullable Head head;

    private record Head(long position, long readAt) {}

    ProjectionLag(Configuration axon, EventStore store, MeterRegistry registry) {
        this.axon = axon;
        this.store = store;
        this.registry = registry;
    }

    @EventListener(ApplicationStartedEvent.class)
    void register() {
        axon.eventProcessingConfiguration().eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                Gauge.builder("codemaster.projection.lag.events", streaming, this::lag)
                        .description("How many events the processor has yet to handle, at most")
                        .tag("processor", name)
                        .register(registry);
            }
        });
    }

    /** Not a number where no part of the processor runs in this process. */
    private double lag(StreamingEventProcessor processor) {
        try {
            var position = slowest(processor.processingStatus().values());
            return position.isEmpty() ? Double.NaN : Math.max(0, head() - position.getAsLong());
        } catch (RuntimeException e) {
            LOG.debug("The lag of {} cannot be told", processor.getName(), e);
            return Double.NaN;
        }
    }

    static OptionalLong slowest(Collection<? extends EventTrackerStatus> segments) {
        return segments.stream()
                .mapToLong(it -> it.getCurrentPosition().orElse(BEFORE_THE_FIRST))
                .min();
    }

    private long head() {
        var known = head;
        if (known == null || System.nanoTime() - known.readAt() > HEAD_NANOS) {
            var token = store.createHeadToken();
            known = new Head(
                    token == null ? BEFORE_THE_FIRST : token.position().orElse(BEFORE_THE_FIRST), System.nanoTime());
            head = known;
        }
        return known.position();
    }
}
