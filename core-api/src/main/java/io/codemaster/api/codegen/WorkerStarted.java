package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** A worker process has started. */
@Revision("1")
public record WorkerStarted(WorkerId workerId, String incarnation) implements WorkerEvent {}
