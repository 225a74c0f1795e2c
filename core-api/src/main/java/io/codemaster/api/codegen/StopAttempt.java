package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/** Ends whatever the attempt is doing, its whole process tree included, then confirms the cancellation. */
public record StopAttempt(@RoutingKey CodegenTaskId taskId, int attempt) implements WorkerTask {}
