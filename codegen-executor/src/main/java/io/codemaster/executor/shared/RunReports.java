package io.codemaster.executor.shared;

import java.time.Instant;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.WorkerId;

/** The commands by which a run of some kind is told of. */
public interface RunReports {

    /** What the run is for. */
    RunKind kind();

    /** A worker takes the attempt. */
    Object claimed(AttemptKey key, WorkerId workerId);

    /** Nothing of the attempt runs any more, because somebody cancelled it. */
    Object cancelled(AttemptKey key);

    /** The attempt failed. */
    Object failed(AttemptKey key, Failure failure, Instant at);
}
