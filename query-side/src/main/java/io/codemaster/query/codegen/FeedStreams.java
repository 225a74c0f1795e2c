package io.codemaster.query.codegen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.query.shared.AgentRuns;
import io.codemaster.query.shared.RightsChanged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** All who follow a stream in this process: their threads, heartbeats, rights and end. */
@Component
class FeedStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStreams.class);

    /** Before the web server waits for requests in hand, which streams would never let end. */
    private static final int BEFORE_THE_WEB_SERVER = Integer.MAX_VALUE - 256;

    private static final Duration SETTLING_PAUSE = Duration.ofMillis(10);

    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(2);

    private final Set<FeedStream> open = ConcurrentHashMap.newKeySet();

    private final ConcurrentHashMap<String, RunProgress> progress = new ConcurrentHashMap<>();

    private final FeedTable table;

    private final FeedHub hub;

    private final FeedHistory history;

    private final FeedProperties properties;

    private final StreamAccess access;

    private final List<AgentRuns> runs;

    private final Counter overflows;

    private final Counter replayed;

    private @Nullable ExecutorService readers;

    private @Nullable ExecutorService writers;

    private @Nullable ScheduledExecutorService clock;

    private volatile boolean running;

    FeedStreams(
            FeedTable table,
            FeedHub hub,
            FeedHistory history,
            FeedProperties properties,
            ObjectProvider<StreamAccess> access,
            List<AgentRuns> runs,
            ObjectProvider<MeterRegistry> meters) {
        this.table = table;
        this.hub = hub;
        this.history = history;
        this.properties = properties;
        this.access = access.getIfAvailable(() -> (reader, taskId) -> true);
        this.runs = runs;
        var registry = meters.getIfAvailable(SimpleMeterRegistry::new);
        Gauge.builder("codemaster.sse.clients", open, Set::size)
                .description("Readers that follow a stream of this process")
                .register(registry);
        overflows = Counter.builder("codemaster.sse.overflow.closed")
                .description("Readers that were disconnected because they were too slow; they can come back")
                .register(registry);
        replayed = Counter.builder("codemaster.sse.replayed")
                .description("Entries that readers were sent from what is stored, rather than as they came")
                .register(registry);
    }

    boolean isOpen() {
        return running;
    }

    int size() {
        return open.size();
    }

    /** Begins to serve a reader whose headers are sent. */
    void add(FeedStream stream) {
        open.add(stream);
        stream.start(hub);
        if (!running) {
            stream.close();
        }
    }

    void forget(FeedStream stream) {
        open.remove(stream);
    }

    void overflowed(FeedStream stream) {
        if (open.remove(stream)) {
            overflows.increment();
            LOG.info("A reader of {} is too slow; its connection is closed, and it can come back", stream.taskId());
        }
    }

    /** So many entries of history were put into a stream. */
    void replayed(int entries) {
        replayed.increment(entries);
    }

    /** Has the stream's next page of history read; readers take turns page by page. */
    void read(FeedStream stream) {
        submit(readers, () -> {
            try {
                stream.readPage(history);
            } catch (RuntimeException e) {
                LOG.warn("The history of {} cannot be read; the reader is disconnected", stream.taskId(), e);
                stream.close();
            }
        });
    }

    /** Has what waits for the stream written, never by the thread that brought it. */
    void write(FeedStream stream) {
        submit(writers, stream::drain);
    }

    /** The reader has caught up with a run. */
    void joined(FeedStream stream) {
        submit(readers, () -> refresh(stream.taskId(), List.of(stream)));
    }

    /**
     * Has the end of the stream sent once the details say that the run is over: they come by another processor, and whoever
     * reads of the end asks for them at once. It is not kept back for long, as a view may be behind or being rebuilt.
     */
    void settle(FeedStream stream) {
        settle(stream, System.nanoTime() + LONGEST_SETTLING.toNanos());
    }

    private void settle(FeedStream stream, long until) {
        submit(readers, () -> settleOrWait(stream, until));
    }

    private void settleOrWait(FeedStream stream, long until) {
        if (readers == null || !isUnderWay(stream.taskId()) || System.nanoTime() > until) {
            stream.settled();
        } else {
            CompletableFuture.delayedExecutor(SETTLING_PAUSE.toMillis(), TimeUnit.MILLISECONDS, readers)
                    .execute(() -> settleOrWait(stream, until));
        }
    }

    private boolean isUnderWay(String run) {
        try {
            return runs.stream().anyMatch(it -> it.isUnderWay(run));
        } catch (RuntimeException e) {
            LOG.warn("The details of {} cannot be read", run, e);
            return false;
        }
    }

    private static void submit(@Nullable ExecutorService executor, Runnable work) {
        if (executor == null) {
            return;
        }
        try {
            executor.execute(work);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Left undone, as the process stops");
        }
    }

    /** Somebody may do more or less than before: asked at once, not at the next heartbeat. */
    @EventListener
    void on(RightsChanged change) {
        var theirs = open.stream()
                .filter(it -> it.reader() != null
                        && it.reader().getName().equals(change.userId().value()))
                .toList();
        if (!theirs.isEmpty()) {
            submit(readers, () -> endForbidden(theirs));
        }
    }

    private void beat() {
        endForbidden(open);
        for (var stream : open) {
            try {
                stream.heartbeat();
            } catch (RuntimeException e) {
                LOG.warn("A reader cannot be reached; it is disconnected", e);
                stream.close();
            }
        }
    }

    private void endForbidden(Collection<FeedStream> streams) {
        var asked = new HashMap<List<Object>, Boolean>();
        for (var stream : streams) {
            try {
                var reader = stream.reader();
                boolean allowed = reader == null
                        || asked.computeIfAbsent(
                                List.of(reader, stream.taskId()),
                                it -> access.stillAllowed(reader, new CodegenTaskId(stream.taskId())));
                if (!allowed) {
                    stream.close();
                }
            } catch (RuntimeException e) {
                LOG.warn("The rights of a reader cannot be checked; it is disconnected", e);
                stream.close();
            }
        }
    }

    private void tellProgress() {
        try {
            var followed = new HashMap<String, List<FeedStream>>();
            for (var stream : open) {
                if (stream.isLive() && isNews(stream)) {
                    followed.merge(stream.taskId(), List.of(stream), (some, more) -> {
                        var all = new ArrayList<>(some);
                        all.addAll(more);
                        return all;
                    });
                }
            }
            progress.keySet().retainAll(open.stream().map(FeedStream::taskId).collect(Collectors.toSet()));
            followed.forEach((task, streams) -> submit(readers, () -> refresh(task, streams)));
        } catch (RuntimeException e) {
            LOG.warn("Progress cannot be told", e);
        }
    }

    private boolean isNews(FeedStream stream) {
        var known = progress.get(stream.taskId());
        return known == null || stream.isProgressDue() || !known.knows(stream.cursor());
    }

    private void refresh(String task, List<FeedStream> streams) {
        try {
            var run = progress.computeIfAbsent(task, it -> new RunProgress());
            byte[] frame;
            boolean changed;
            synchronized (run) {
                changed = run.advance(table, task, properties);
                frame = run.isUnderWay() ? run.frame(System.currentTimeMillis()) : new byte[0];
            }
            if (frame.length == 0) {
                return;
            }
            streams.stream()
                    .filter(it -> it.isLive() && (changed || it.isProgressDue()))
                    .forEach(it -> it.ephemeral(frame));
        } catch (RuntimeException e) {
            LOG.warn("The progress of {} cannot be read", task, e);
        }
    }

    @Override
    public void start() {
        readers = Executors.newFixedThreadPool(properties.readers(), named("feed-reader"));
        writers = Executors.newFixedThreadPool(properties.writers(), named("feed-writer"));
        var scheduler = Executors.newSingleThreadScheduledExecutor(named("feed-clock"));
        clock = scheduler;
        long beat = properties.heartbeat().toMillis();
        var beats = scheduler.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        long tell = properties.progress().toMillis();
        var tells = scheduler.scheduleWithFixedDelay(this::tellProgress, tell, tell, TimeUnit.MILLISECONDS);
        running = !beats.isCancelled() && !tells.isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        if (clock != null) {
            // without an interruption: whether a reader may still read is looked up in the database
            clock.shutdown();
        }
        open.forEach(FeedStream::close);
        if (readers != null) {
            readers.shutdown();
        }
        if (writers != null) {
            writers.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    private static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
