package io.codemaster.executor.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.project.ProjectId;

/**
 * The one queue of all workers, and who holds which attempt until when. A lease is renewed while its worker lives; one that
 * has run out goes to whoever seizes it, and its worker has nothing to say any more. Time is the board's own, never that of a
 * worker.
 */
public interface RunBoard {

    /** The board of a product whose only worker is in the same process: nothing on it outlives that process. */
    static RunBoard ofOneProcess() {
        return new RunBoardInProcess();
    }

    /** An attempt that waits for a slot. */
    record Waiting(AttemptKey key, ProjectId projectId, Instant queuedAt, RunKind kind) {}

    /**
     * The right to work on an attempt.
     *
     * @param fence grows whenever the attempt changes hands; an older one is worth nothing
     */
    record Lease(AttemptKey key, ProjectId projectId, RunKind kind, long fence) {}

    /** Whether other processes use it, and it outlives each of them. */
    boolean isShared();

    /**
     * Keeps a place in the queue for a minute.
     *
     * @return false when so many places are taken
     */
    boolean reserve(CodegenTaskId run, int places);

    /** Adds an attempt unless it is known already; its run's reservation is used up. */
    void enqueue(Waiting attempt);

    /** Hands the next attempt to the worker; empty when nothing waits. */
    Optional<Lease> takeNext(WorkerId worker, Duration lifetime);

    /** Puts an attempt back that nobody has begun with. */
    void giveBack(WorkerId worker, Lease lease);

    /** How many attempts wait. */
    int depth();

    /** What the worker holds already, because an earlier process of it took it; renewed by this. */
    List<Lease> resume(WorkerId worker, Duration lifetime);

    /**
     * Extends leases.
     *
     * @return the attempts that the worker still holds; the others are somebody else's, or nobody's
     */
    Set<AttemptKey> renew(WorkerId worker, Collection<Lease> leases, Duration lifetime);

    /** Who holds the attempt; empty when nobody does whose lease is good. */
    Optional<WorkerId> holder(AttemptKey key);

    /** Takes over what nobody renewed in time, so that it can be said to have failed. */
    List<Lease> seizeExpired(WorkerId worker, Duration lifetime);

    /** The attempt is over, or was never needed. */
    void remove(AttemptKey key);

    /** Leaves a task for the worker that holds the attempt. */
    void leave(WorkerId holder, Object task);

    /** Takes what was left for the worker, in order. */
    List<Object> collect(WorkerId worker);
}
