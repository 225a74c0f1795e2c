package io.codemaster.app.store.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/** A rebuild as it goes on. */
public final class RunningRebuild implements RebuildProgress {

    private final String id;

    private final Set<String> names;

    private final boolean compareOnly;

    private final Clock clock;

    private final Instant startedAt;

    private final List<RebuiltView> views = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Rebuild> end = new CompletableFuture<>();

    private volatile boolean stopping;

    private volatile long events;

    private volatile long of;

    private volatile long eventsPerSecond;

    private volatile @Nullable Instant finishedAt;

    private volatile @Nullable String failure;

    RunningRebuild(String id, Set<String> names, boolean compareOnly, Clock clock) {
        this.id = id;
        this.names = Set.copyOf(names);
        this.compareOnly = compareOnly;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Names it. */
    public String id() {
        return id;
    }

    Set<String> names() {
        return names;
    }

    boolean compareOnly() {
        return compareOnly;
    }

    /** Completed when it is done, however it went. */
    public CompletableFuture<Rebuild> end() {
        return end;
    }

    /** The product ends: no further events are handled. */
    void stop() {
        stopping = true;
    }

    @Override
    public void handled(long seen, long all) {
        if (stopping) {
            throw new IllegalStateException("the product ended");
        }
        events = seen;
        of = all;
        long millis = Duration.between(startedAt, clock.instant()).toMillis();
        eventsPerSecond = seen * 1_000 / Math.max(1, millis);
    }

    @Override
    public void done(RebuiltView view) {
        views.add(view);
    }

    void finish(@Nullable String why) {
        failure = why;
        finishedAt = clock.instant();
        end.complete(state());
    }

    /** How it is now. */
    public Rebuild state() {
        return new Rebuild(
                id,
                word(),
                compareOnly,
                names.stream().sorted().toList(),
                events,
                of,
                eventsPerSecond,
                List.copyOf(views),
                startedAt,
                finishedAt,
                failure);
    }

    private Rebuild.State word() {
        if (finishedAt == null) {
            return Rebuild.State.RUNNING;
        }
        if (failure != null) {
            return Rebuild.State.FAILED;
        }
        return views.stream().allMatch(RebuiltView::isRight) ? Rebuild.State.RIGHT : Rebuild.State.DIFFERENT;
    }
}
