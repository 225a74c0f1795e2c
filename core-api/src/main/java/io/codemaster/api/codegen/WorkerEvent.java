package io.codemaster.api.codegen;

/** Everything that can become true of a worker. */
public sealed interface WorkerEvent permits WorkerStarted {

    WorkerId workerId();
}
