package io.codemaster.app.processing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import io.codemaster.app.processing.HeldSequences.Held;

/**
 * Tries held sequences again: by itself after growing pauses where the reason can pass, and when an operator asks. One
 * thread does it, one sequence after another, so that a retry is never in its own way.
 */
@Component
public class DeadLetterRetries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetries.class);

    private static final long LOOK_MILLIS = 2_000;

    private static final Duration END = Duration.ofSeconds(10);

    private final HeldSequences held;

    private final Configuration axon;

    private final EventStore events;

    private volatile @Nullable ScheduledExecutorService thread;

    private volatile boolean databaseAway;

    DeadLetterRetries(HeldSequences held, Configuration axon, EventStore events) {
        this.held = held;
        this.axon = axon;
        this.events = events;
    }

    /**
     * What came of a retry.
     *
     * @param outcome how it ended
     * @param handled how many events were handled
     */
    public record Result(Outcome outcome, int handled) {}

    /** How a retry ends. */
    public enum Outcome {
        /** Nothing is held any more. */
        CLEARED,
        /** The same event, or a later one, failed again. */
        STILL_FAILING,
        /** Another process runs the group; it tries within seconds. */
        SCHEDULED
    }

    /** Tries a sequence until it is clear or fails; the answer comes when it is known. */
    public CompletableFuture<Result> retry(String group, String sequence) {
        var known = thread;
        if (known == null || processor(group).isEmpty()) {
            held.retryNow(group, sequence);
            return CompletableFuture.completedFuture(new Result(Outcome.SCHEDULED, 0));
        }
        return CompletableFuture.supplyAsync(() -> run(new Held(group, sequence)), known);
    }

    /** Has a sequence tried soon, after those that were asked for before it. */
    public void request(String group, String sequence) {
        held.retryNow(group, sequence);
        var known = thread;
        if (known != null) {
            known.execute(this::look);
        }
    }

    private Optional<IsolatingEventProcessor> processor(String group) {
        return Optional.ofNullable(axon.eventProcessingConfiguration())
                .flatMap(it -> it.eventProcessor(group, IsolatingEventProcessor.class));
    }

    private Result run(Held sequence) {
        var processor = processor(sequence.group()).orElseThrow();
        int handled = 0;
        for (var letter = held.oldest(sequence.group(), sequence.sequence());
                letter.isPresent() && thread != null;
                letter = held.oldest(sequence.group(), sequence.sequence())) {
            var failure = handle(processor, sequence, letter.get());
            if (failure != null) {
                LOG.info(
                        "{} still cannot handle what is held in {}: {}",
                        sequence.group(),
                        sequence.sequence(),
                        failure.toString());
                held.failedAgain(
                        sequence.group(), sequence.sequence(), letter.get().id(), failure);
                return new Result(Outcome.STILL_FAILING, handled);
            }
            handled++;
        }
        if (handled > 0) {
            LOG.info(
                    "{} has handled the {} events that were held in {}",
                    sequence.group(),
                    handled,
                    sequence.sequence());
        }
        return new Result(Outcome.CLEARED, handled);
    }

    private @Nullable Throwable handle(IsolatingEventProcessor processor, Held sequence, HeldSequences.Letter letter) {
        EventMessage<?> event;
        try {
            event = current(sequence, letter);
        } catch (RuntimeException unreadable) {
            return unreadable;
        }
        return processor.handleAgain(
                event,
                () -> held.lock(sequence.group(), sequence.sequence())
                        && held.oldest(sequence.group(), sequence.sequence())
                                .filter(letter::equals)
                                .isPresent(),
                () -> held.release(sequence.group(), sequence.sequence(), letter.id()));
    }

    /** The event as it is stored now: it may have been repaired, or is read by a newer version. */
    private EventMessage<?> current(Held sequence, HeldSequences.Letter letter) {
        var aggregate = letter.aggregateId();
        if (aggregate != null) {
            var stored = events.readEvents(aggregate, letter.sequenceNumber());
            if (stored.hasNext()) {
                var event = stored.next();
                if (event.getIdentifier().equals(letter.eventId())) {
                    return event;
                }
            }
        }
        return held.copy(sequence.group(), sequence.sequence());
    }

    private void look() {
        try {
            List<Held> due = held.due();
            databaseAway = false;
            due.stream()
                    .filter(it -> thread != null && processor(it.group()).isPresent())
                    .forEach(this::run);
        } catch (DataAccessException | TransactionException away) {
            if (!databaseAway) {
                LOG.warn("Held events cannot be looked at; this goes on when the database answers again", away);
            }
            databaseAway = true;
        } catch (RuntimeException unexpected) {
            LOG.error("Held events were not tried again", unexpected);
        }
    }

    @Override
    public void start() {
        var made = Executors.newSingleThreadScheduledExecutor(task -> {
            var worker = new Thread(task, "dead-letter-retries");
            worker.setDaemon(true);
            return worker;
        });
        @SuppressWarnings("unused") // it never throws, so nobody has to ask how it went
        var forEver = made.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        thread = made;
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    @Override
    public void stop() {
        var known = thread;
        thread = null;
        if (known != null) {
            known.shutdown();
            try {
                if (!known.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn("A held event was being handled again when the product ended; it stays held");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
