package io.codemaster.executor.shared;

import java.io.IOException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.project.ProjectId;

/** The worker's queue and slots, the same for every kind of run of the agent. No method waits for the work. */
public interface RunSlots {

    /**
     * Lets an attempt wait for a slot; it is claimed when it gets one.
     *
     * @return the worker that will take it; null when any may
     */
    @Nullable WorkerId enqueue(AttemptKey key, ProjectId projectId, Instant queuedAt, RunReports reports);

    /**
     * Leaves a task to the worker that holds its attempt, where that is another one.
     *
     * @return whether it is done with here
     */
    boolean handOn(AttemptKey key, Object task);

    /**
     * Does a step of an attempt that was claimed, once however often it is asked for, and reports when it cannot be done.
     *
     * @param phase where a failure without a step of its own is said to be
     */
    void perform(AttemptKey key, String step, GenerationStep phase, RunReports reports, RunStep work);

    /** Stops the attempt wherever it is, and tells when nothing of it runs any more. */
    void stop(AttemptKey key, RunReports reports);

    /** One step's work. */
    interface RunStep {
        void run(StopSignal stop) throws AttemptFailure, StoppedException, IOException;
    }
}
