package io.codemaster.executor.codegen;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunBoard.Lease;
import io.codemaster.executor.shared.RunReports;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.WorkContext;

/** An attempt that the worker has in hand. Its steps come one after the other, each at most once. */
class ActiveAttempt {

    private final AttemptKey key;

    private final @Nullable Lease lease;

    private final RunReports reports;

    private final WorkContext context;

    private final @Nullable Instant queuedAt;

    private final StopSignal stop = new StopSignal();

    private final Set<String> begun = new HashSet<>();

    /** How many steps are under way: one may begin before the one that led to it is quite over. */
    private int busy;

    ActiveAttempt(
            AttemptKey key,
            @Nullable Lease lease,
            RunReports reports,
            WorkContext context,
            @Nullable Instant queuedAt) {
        this.key = key;
        this.lease = lease;
        this.reports = reports;
        this.context = context;
        this.queuedAt = queuedAt;
    }

    AttemptKey key() {
        return key;
    }

    /** By what right it holds a slot; empty when it holds none. */
    Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    /** For whom it was put into the queue. */
    WorkContext context() {
        return context;
    }

    /** Since when it waited; empty when it did not wait here. */
    Optional<Instant> queuedAt() {
        return Optional.ofNullable(queuedAt);
    }

    RunReports reports() {
        return reports;
    }

    StopSignal stop() {
        return stop;
    }

    /** Whether the step may begin now: not when it was begun before. */
    synchronized boolean begin(String step) {
        if (!begun.add(step)) {
            return false;
        }
        busy++;
        return true;
    }

    synchronized void end() {
        busy--;
        notifyAll();
    }

    /** Tells it to stop; answers whether a step is under way that will notice. */
    synchronized boolean stopAndTell(StopSignal.Reason reason) {
        stop.stop(reason);
        return busy > 0;
    }

    /** Waits until no step is under way; false when that took too long. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        var deadline = System.nanoTime() + millis * 1_000_000;
        while (busy > 0) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
