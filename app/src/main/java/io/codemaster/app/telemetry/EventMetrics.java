package io.codemaster.app.telemetry;

import java.time.Duration;
import java.util.List;

import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts events where they are appended, once they are durable: in the process that appends them, each once, and never
 * again when read models are rebuilt.
 */
@Component
class EventMetrics implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventMetrics.class);

    private final EventStore store;

    private final RunMetrics runs;

    private final ReviewMetrics reviews;

    private final Counter appended;

    private final Timer appending;

    private @Nullable Registration subscription;

    EventMetrics(EventStore store, RunMetrics runs, ReviewMetrics reviews, MeterRegistry registry) {
        this.store = store;
        this.runs = runs;
        this.reviews = reviews;
        appended = Counter.builder("codemaster.events.appended")
                .description("Events appended to the record by this process")
                .register(registry);
        appending = Timer.builder("codemaster.append")
                .description("From handing events over to the store until they are durable")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry);
    }

    /** Called before the events are stored, in the unit of work that stores them. */
    private void accept(List<? extends EventMessage<?>> events) {
        var began = System.nanoTime();
        var copy = List.copyOf(events);
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(done -> count(copy, began));
        } else {
            count(copy, began);
        }
    }

    /** A figure that cannot be had is no reason to disturb who has just stored something. */
    private void count(List<? extends EventMessage<?>> events, long began) {
        try {
            appending.record(Duration.ofNanos(System.nanoTime() - began));
            appended.increment(events.size());
            for (var event : events) {
                runs.count(event);
                reviews.count(event);
            }
        } catch (RuntimeException e) {
            LOG.warn("Events could not be counted", e);
        }
    }

    @Override
    public void start() {
        subscription = store.subscribe(this::accept);
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.cancel();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    /** Before anything that appends. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
