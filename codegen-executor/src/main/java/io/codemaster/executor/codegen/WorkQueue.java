package io.codemaster.executor.codegen;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.project.ProjectId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunReports;
import io.codemaster.executor.shared.WorkContext;

/**
 * Who waits and who holds a slot. All that is lost when the process ends is asked for again by the process behind each
 * generation.
 */
class WorkQueue {

    private static final Duration RESERVATION = Duration.ofMinutes(1);

    private final int slots;

    private final int places;

    private final Map<CodegenTaskId, Instant> reservations = new HashMap<>();

    private final Map<AttemptKey, Place> waiting = new LinkedHashMap<>();

    private final Map<AttemptKey, ActiveAttempt> active = new LinkedHashMap<>();

    /** Somebody who waits, how their run is told of, and for whom it is done. */
    private record Place(FairQueue.Waiting waiting, RunReports reports, WorkContext context) {}

    WorkQueue(int slots, int places) {
        this.slots = slots;
        this.places = places;
    }

    /** Keeps a place for a minute; false when there is none. */
    synchronized boolean reserve(CodegenTaskId taskId, Instant now) {
        reservations.values().removeIf(now::isAfter);
        if (waiting.size() + reservations.size() >= places) {
            return false;
        }
        reservations.put(taskId, now.plus(RESERVATION));
        return true;
    }

    /** Adds an attempt unless it is known already. What was recorded before is never refused. */
    synchronized void enqueue(AttemptKey key, ProjectId projectId, Instant queuedAt, RunReports reports) {
        reservations.remove(key.taskId());
        if (!active.containsKey(key)) {
            waiting.putIfAbsent(
                    key,
                    new Place(
                            new FairQueue.Waiting(key.taskId(), projectId, queuedAt),
                            reports,
                            WorkContext.current()));
        }
    }

    /** Takes the next attempt and gives it a slot; empty when nothing waits or no slot is free. */
    synchronized Optional<ActiveAttempt> takeNext() {
        if (waiting.isEmpty() || held() >= slots) {
            return Optional.empty();
        }
        var running = new HashMap<ProjectId, Integer>();
        active.values().forEach(it -> it.projectId().ifPresent(project -> running.merge(project, 1, Integer::sum)));
        var next = FairQueue.order(waiting.values().stream().map(Place::waiting).toList(), running)
                .get(0);
        var key = waiting.keySet().stream()
                .filter(it -> it.taskId().equals(next.taskId()))
                .findFirst()
                .orElseThrow();
        var place = Objects.requireNonNull(waiting.remove(key));
        var attempt = new ActiveAttempt(
                key, next.projectId(), place.reports(), place.context(), place.waiting().queuedAt());
        active.put(key, attempt);
        return Optional.of(attempt);
    }

    private long held() {
        return active.values().stream().filter(it -> it.projectId().isPresent()).count();
    }

    /** The attempt in hand; one that goes on after a restart gets here without a slot, because its agent is done. */
    synchronized ActiveAttempt activeOrResumed(AttemptKey key, RunReports reports) {
        return active.computeIfAbsent(key, it -> new ActiveAttempt(it, null, reports, WorkContext.NONE, null));
    }

    synchronized @Nullable ActiveAttempt active(AttemptKey key) {
        return active.get(key);
    }

    /** Forgets the attempt wherever it is; answers what was in hand. */
    synchronized @Nullable ActiveAttempt remove(AttemptKey key) {
        waiting.remove(key);
        return active.remove(key);
    }

    synchronized Set<ActiveAttempt> allActive() {
        return Set.copyOf(active.values());
    }

    synchronized Set<AttemptKey> activeKeys() {
        return Set.copyOf(active.keySet());
    }

    synchronized int depth() {
        return waiting.size();
    }
}
