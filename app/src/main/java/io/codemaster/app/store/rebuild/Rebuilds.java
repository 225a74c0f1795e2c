package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.operations.CloseReadModelRebuild;
import io.codemaster.api.operations.OrderReadModelRebuild;
import io.codemaster.api.operations.ReadModelRebuildId;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.table.StoreTables;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The rebuilds of this process, one after the other, and the last ones for whoever asks. */
@Component
@EnableConfigurationProperties(RebuildProperties.class)
public class Rebuilds implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    private static final int KEPT = 20;

    private static final Duration END = Duration.ofSeconds(20);

    private final ReadModelRebuild rebuild;

    private final CommandGateway commands;

    private final Path room;

    private final Clock clock;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var worker = new Thread(task, "rebuild");
        worker.setDaemon(true);
        // not that of the request which asks first: what it makes is not what the product's packages may see
        worker.setContextClassLoader(Rebuilds.class.getClassLoader());
        return worker;
    });

    private final Deque<RunningRebuild> known = new ArrayDeque<>();

    private volatile long wrong;

    Rebuilds(
            ConfigurableEnvironment environment,
            EventStore events,
            ArtifactStore artifacts,
            DataSource database,
            Serializer serializer,
            DataDirectoryProperties data,
            CommandGateway commands,
            MeterRegistry metrics,
            Clock clock) {
        this.commands = commands;
        this.room = data.dataDir().resolve("rebuild").resolve("views");
        this.rebuild = new ReadModelRebuild(
                environment,
                new ViewBuild.Sources(events, artifacts),
                database,
                serializer,
                clock,
                room,
                events instanceof EmbeddedEventStore);
        this.clock = clock;
        Gauge.builder("codemaster.views.wrong", () -> wrong)
                .description("Read models that were not what the events make, or could not be compared, the last time")
                .register(metrics);
    }

    @EventListener(ApplicationReadyEvent.class)
    void tidy() throws IOException {
        ReadModelRebuild.tidy(room);
    }

    /** The names that a rebuild may have. */
    public static Set<String> names() {
        return StoreTables.viewGroups();
    }

    /**
     * Begins one, where none is under way.
     *
     * @param names some of {@link #names}
     * @param compareOnly leaves everything as it is
     * @param by null where nobody who is signed in asks for it
     * @return empty where one is under way
     */
    public Optional<RunningRebuild> begin(Set<String> names, boolean compareOnly, @Nullable UserId by) {
        synchronized (known) {
            if (!known.isEmpty() && !known.getFirst().end().isDone()) {
                return Optional.empty();
            }
            var begun = new RunningRebuild(UUID.randomUUID().toString(), new TreeSet<>(names), compareOnly, clock);
            known.addFirst(begun);
            while (known.size() > KEPT) {
                known.removeLast();
            }
            thread.execute(() -> run(begun, by));
            return Optional.of(begun);
        }
    }

    private void run(RunningRebuild begun, @Nullable UserId by) {
        var id = new ReadModelRebuildId(begun.id());
        try {
            commands.sendAndWait(new OrderReadModelRebuild(id, List.copyOf(begun.names()), begun.compareOnly(), by));
            var views = rebuild.run(begun.names(), begun.compareOnly(), begun);
            wrong = views.stream().filter(it -> !it.isRight()).count();
            begun.finish(null);
        } catch (IOException | SQLException | InterruptedException | RuntimeException failed) {
            LOG.warn("The read models {} could not be made anew", begun.names(), failed);
            begun.finish(String.valueOf(failed.getMessage()));
        }
        close(id, begun.state());
    }

    private void close(ReadModelRebuildId id, Rebuild rebuild) {
        try {
            commands.sendAndWait(new CloseReadModelRebuild(id, rebuild.replaced(), rebuild.wrong(), rebuild.failure()));
        } catch (RuntimeException failed) {
            LOG.warn("What became of the rebuild {} is not on the record", id, failed);
        }
    }

    /** The last ones, newest first. */
    public List<Rebuild> all() {
        synchronized (known) {
            var all = new ArrayList<Rebuild>();
            known.forEach(it -> all.add(it.state()));
            return all;
        }
    }

    /** One of them. */
    public Optional<Rebuild> find(String id) {
        return all().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    @Override
    public void destroy() throws InterruptedException {
        synchronized (known) {
            known.forEach(RunningRebuild::stop);
        }
        thread.shutdown();
        if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Read models were being made anew when the product ended; those in use are as they were");
        }
    }
}
