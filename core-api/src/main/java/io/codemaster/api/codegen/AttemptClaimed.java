package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** A worker has taken the attempt. */
@Revision("1")
public record AttemptClaimed(CodegenTaskId taskId, int attempt, WorkerId workerId) implements CodegenEvent {}
