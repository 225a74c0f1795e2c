package io.codemaster.executor.codegen;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunBoard;
import io.codemaster.executor.shared.RunBoard.Lease;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunReports;
import io.codemaster.executor.shared.WorkContext;

/** What this worker has in hand, and its part in the queue of all workers. */
class WorkQueue {

    private static final int MOST_ORIGINS = 1_000;

    private final WorkerId worker;

    private final int slots;

    private final int places;

    private final Duration lifetime;

    private final RunBoard board;

    private final Function<RunKind, RunReports> reportsOf;

    private final Map<AttemptKey, ActiveAttempt> active = new LinkedHashMap<>();

    /** For whom and since when what was put into the queue here waits; the oldest go where others have taken them. */
    private final Map<AttemptKey, Origin> origins = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptKey, Origin> eldest) {
            return size() > MOST_ORIGINS;
        }
    };

    private volatile long renewed = System.nanoTime();

    private record Origin(WorkContext context, @Nullable Instant queuedAt) {

        static final Origin UNKNOWN = new Origin(WorkContext.NONE, null);
    }

    WorkQueue(
            WorkerId worker,
            int slots,
            int places,
            Duration lifetime,
            RunBoard board,
            Function<RunKind, RunReports> reportsOf) {
        this.worker = worker;
        this.slots = slots;
        this.places = places;
        this.lifetime = lifetime;
        this.board = board;
        this.reportsOf = reportsOf;
    }

    /** Keeps a place for a minute; false when there is none. */
    boolean reserve(CodegenTaskId taskId) {
        return board.reserve(taskId, places);
    }

    /** Adds an attempt unless it is known already. What was recorded before is never refused. */
    synchronized void enqueue(AttemptKey key, ProjectId projectId, Instant queuedAt, RunReports reports) {
        if (!active.containsKey(key)) {
            origins.putIfAbsent(key, new Origin(WorkContext.current(), queuedAt));
            board.enqueue(new RunBoard.Waiting(key, projectId, queuedAt, reports.kind()));
        }
    }

    /** Takes the next attempt and gives it a slot; empty when nothing waits or no slot is free. */
    synchronized Optional<ActiveAttempt> takeNext() {
        if (!hasFreeSlot()) {
            return Optional.empty();
        }
        return board.takeNext(worker, lifetime).map(this::inHand);
    }

    private ActiveAttempt inHand(Lease lease) {
        var origin = Objects.requireNonNullElse(origins.remove(lease.key()), Origin.UNKNOWN);
        var attempt = new ActiveAttempt(
                lease.key(), lease, reportsOf.apply(lease.kind()), origin.context(), origin.queuedAt());
        active.put(lease.key(), attempt);
        return attempt;
    }

    /** Lets somebody take it once more; on a board of one process it is asked for again by the process behind the run. */
    synchronized void giveBack(ActiveAttempt attempt) {
        active.remove(attempt.key());
        origins.put(
                attempt.key(), new Origin(attempt.context(), attempt.queuedAt().orElse(null)));
        attempt.lease().ifPresent(it -> board.giveBack(worker, it));
    }

    synchronized boolean hasFreeSlot() {
        return leases().size() < slots;
    }

    private List<Lease> leases() {
        return active.values().stream().flatMap(it -> it.lease().stream()).collect(Collectors.toList());
    }

    /** Takes into hand again what an earlier process of this worker held. */
    synchronized void resume() {
        board.resume(worker, lifetime).forEach(this::inHand);
        renewed = System.nanoTime();
    }

    /**
     * Says to the board that this worker lives.
     *
     * @return what it has lost since it said so last
     */
    Collection<ActiveAttempt> renew() {
        List<Lease> held;
        synchronized (this) {
            held = leases();
        }
        var begun = System.nanoTime();
        var kept = board.renew(worker, held, lifetime);
        renewed = begun;
        return dropped(
                held.stream().map(Lease::key).filter(it -> !kept.contains(it)).toList());
    }

    /** Everything that this worker has held for longer than it may without a word, as the board could not be told. */
    Collection<ActiveAttempt> outlived() {
        return System.nanoTime() - renewed < lifetime.toNanos() ? List.of() : dropped(heldKeys());
    }

    private synchronized List<AttemptKey> heldKeys() {
        return leases().stream().map(Lease::key).toList();
    }

    private synchronized List<ActiveAttempt> dropped(List<AttemptKey> keys) {
        return keys.stream()
                .flatMap(it -> Optional.ofNullable(active.remove(it)).stream())
                .toList();
    }

    /** What no worker renewed in time. */
    List<Lease> seizeExpired() {
        return board.seizeExpired(worker, lifetime);
    }

    /** Another worker that holds the attempt. */
    Optional<WorkerId> otherHolder(AttemptKey key) {
        return active(key) == null ? board.holder(key).filter(it -> !it.equals(worker)) : Optional.empty();
    }

    void leave(WorkerId holder, Object task) {
        board.leave(holder, task);
    }

    List<Object> collect() {
        return board.collect(worker);
    }

    /**
     * The attempt in hand; null when it is not this worker's. Where there is no other worker, an attempt that goes on after
     * a restart gets here without a slot, because its agent is done.
     */
    synchronized @Nullable ActiveAttempt activeOrResumed(AttemptKey key, RunReports reports) {
        return board.isShared()
                ? active.get(key)
                : active.computeIfAbsent(key, it -> new ActiveAttempt(it, null, reports, WorkContext.NONE, null));
    }

    synchronized @Nullable ActiveAttempt active(AttemptKey key) {
        return active.get(key);
    }

    /** Forgets the attempt wherever it is; answers what was in hand. */
    synchronized @Nullable ActiveAttempt remove(AttemptKey key) {
        board.remove(key);
        origins.remove(key);
        return active.remove(key);
    }

    /** Takes the attempt out of hand and leaves its lease to run out. */
    synchronized void drop(AttemptKey key) {
        active.remove(key);
    }

    synchronized Set<ActiveAttempt> allActive() {
        return Set.copyOf(active.values());
    }

    synchronized Set<AttemptKey> activeKeys() {
        return Set.copyOf(active.keySet());
    }

    int depth() {
        return board.depth();
    }
}
