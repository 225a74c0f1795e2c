package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/** Fetches the repository and lays out the work tree. */
public record PrepareWorkspace(@RoutingKey CodegenTaskId taskId, int attempt, GenerationOrder order)
        implements WorkerTask {}
