package io.codemaster.api.codegen;

/** Everything a worker can say of itself. */
public sealed interface WorkerCommand permits AnnounceWorker {

    WorkerId workerId();
}
