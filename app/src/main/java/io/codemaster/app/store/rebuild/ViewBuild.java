package io.codemaster.app.store.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.store.table.StoreTables;

/**
 * Read models of a database while they are made from events. Each processing group is brought as far as it is asked to and
 * no further, so that it can be compared with another that has seen as much. One thread does it.
 */
public final class ViewBuild implements AutoCloseable {

    private static final int BATCH = 256;

    private static final long LOOK_MILLIS = 100;

    /** Events that are known to be there come at once, or something is broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AnnotationConfigApplicationContext context;

    private final Map<String, EventHandlerInvoker> invokers;

    private final TransactionManager transactions;

    private final StreamableMessageSource<TrackedEventMessage<?>> events;

    private final Map<String, @Nullable TrackingToken> seen = new HashMap<>();

    /**
     * What read models are made from.
     *
     * @param events all of them
     * @param artifacts what is too large for an event
     */
    public record Sources(StreamableMessageSource<TrackedEventMessage<?>> events, ArtifactStore artifacts) {}

    private ViewBuild(
            AnnotationConfigApplicationContext context,
            @Nullable StreamableMessageSource<TrackedEventMessage<?>> events) {
        this.context = context;
        var axon = context.getBean(Configuration.class);
        this.invokers = ViewParts.invokers(axon);
        this.transactions = context.getBean(TransactionManager.class);
        this.events = events != null ? events : axon.eventStore();
        if (!invokers.keySet().containsAll(StoreTables.viewGroups())) {
            context.close();
            throw new IllegalStateException("a read model has no projection that makes it");
        }
    }

    /**
     * Starts the projections on a database whose read models are empty.
     *
     * @param environment the product's settings
     * @param settings what is different, the database first of all
     * @param sources where the events are, and what is too large for them; null for the same database
     */
    public static ViewBuild open(
            ConfigurableEnvironment environment, Map<String, Object> settings, @Nullable Sources sources) {
        return new ViewBuild(
                ViewParts.open(environment, settings, sources == null ? null : sources.artifacts()),
                sources == null ? null : sources.events());
    }

    /** The database that they are made in. */
    DataSource database() {
        return context.getBean(DataSource.class);
    }

    /** The last event that a group has seen; null before the first. */
    @Nullable TrackingToken seen(String group) {
        return seen.get(group);
    }

    /** Its place among all events; 0 before the first. */
    long position(String group) {
        var token = seen.get(group);
        return token == null ? 0 : token.position().orElse(0);
    }

    /** Writes down in the database itself how far its groups are, as the product that will work on it expects. */
    public void keepPlaces(Collection<String> groups) {
        var tokens = context.getBean(TokenStore.class);
        transactions.executeInTransaction(
                () -> groups.forEach(it -> tokens.initializeTokenSegments(it, 1, start(seen.get(it)))));
    }

    /**
     * Handles every event behind what the groups have seen, which is the same for all of them.
     *
     * @param last the place of the last event; it has to be there
     * @param progress told the place of the last event that was handled
     * @throws UnhandledEventException by which everything but what one transaction had begun stays as it was
     */
    public void advance(Collection<String> groups, long last, LongConsumer progress) throws InterruptedException {
        var together = new HashSet<>(groups);
        if (together.isEmpty()) {
            return;
        }
        var token = seen.get(together.iterator().next());
        try (var stream = events.openStream(start(token))) {
            long position = position(together.iterator().next());
            while (position < last) {
                var batch = next(stream, last);
                handle(batch, together);
                var reached = batch.get(batch.size() - 1).trackingToken();
                together.forEach(it -> seen.put(it, reached));
                position = reached.position().orElse(last);
                progress.accept(position);
            }
        }
    }

    @SuppressWarnings("NullAway") // no token is the beginning; Axon is not annotated
    private static TrackingToken start(@Nullable TrackingToken token) {
        return token;
    }

    private static List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream, long last)
            throws InterruptedException {
        var batch = new ArrayList<TrackedEventMessage<?>>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (batch.size() < BATCH) {
            if (!stream.hasNextAvailable(batch.isEmpty() ? (int) LOOK_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                if (!batch.isEmpty()) {
                    break;
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("the events up to %d do not come".formatted(last));
                }
                continue;
            }
            if (stream.peek()
                    .filter(it -> it.trackingToken().position().orElse(0) > last)
                    .isPresent()) {
                break;
            }
            batch.add(stream.nextAvailable());
        }
        if (batch.isEmpty()) {
            throw new IllegalStateException("the event %d is not where it was".formatted(last));
        }
        return batch;
    }

    private void handle(List<TrackedEventMessage<?>> batch, Set<String> groups) {
        var work = new BatchingUnitOfWork<EventMessage<?>>(new ArrayList<EventMessage<?>>(batch));
        work.attachTransaction(transactions);
        var result = work.executeWithResult(
                () -> {
                    var event = work.getMessage();
                    for (var group : groups) {
                        handle(event, group);
                    }
                    return "";
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(result.exceptionResult());
        }
    }

    private void handle(EventMessage<?> event, String group) {
        try {
            Objects.requireNonNull(invokers.get(group)).handle(event, Segment.ROOT_SEGMENT);
        } catch (Exception failure) {
            throw new UnhandledEventException(group, event.getIdentifier(), failure);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
