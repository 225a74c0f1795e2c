package io.codemaster.executor.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;

/** A board in memory. What it forgets with its process is asked for again by the process behind each run. */
final class RunBoardInProcess implements RunBoard {

    private static final Duration RESERVATION = Duration.ofMinutes(1);

    private final Map<CodegenTaskId, Instant> reservations = new HashMap<>();

    private final Map<AttemptKey, Waiting> waiting = new LinkedHashMap<>();

    private final Map<AttemptKey, Lease> held = new LinkedHashMap<>();

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized boolean reserve(CodegenTaskId run, int places) {
        var now = Instant.now();
        reservations.values().removeIf(now::isAfter);
        if (waiting.size() + reservations.size() >= places) {
            return false;
        }
        reservations.put(run, now.plus(RESERVATION));
        return true;
    }

    @Override
    public synchronized void enqueue(Waiting attempt) {
        reservations.remove(attempt.key().taskId());
        if (!held.containsKey(attempt.key())) {
            waiting.putIfAbsent(attempt.key(), attempt);
        }
    }

    @Override
    public synchronized Optional<Lease> takeNext(WorkerId worker, Duration lifetime) {
        var next = RunTurns.next(List.copyOf(waiting.values()), List.copyOf(held.values()));
        next.ifPresent(it -> {
            waiting.remove(it.key());
            held.put(it.key(), it);
        });
        return next;
    }

    @Override
    public void giveBack(WorkerId worker, Lease lease) {
        remove(lease.key());
    }

    @Override
    public synchronized int depth() {
        return waiting.size();
    }

    @Override
    public List<Lease> resume(WorkerId worker, Duration lifetime) {
        return List.of();
    }

    @Override
    public Set<AttemptKey> renew(WorkerId worker, Collection<Lease> leases, Duration lifetime) {
        return leases.stream().map(Lease::key).collect(Collectors.toSet());
    }

    @Override
    public Optional<WorkerId> holder(AttemptKey key) {
        return Optional.empty();
    }

    @Override
    public List<Lease> seizeExpired(WorkerId worker, Duration lifetime) {
        return List.of();
    }

    @Override
    public synchronized void remove(AttemptKey key) {
        waiting.remove(key);
        held.remove(key);
    }

    @Override
    public void leave(WorkerId holder, Object task) {
        throw new IllegalStateException("there is no other worker");
    }

    @Override
    public List<Object> collect(WorkerId worker) {
        return List.of();
    }
}
