package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/** Composes the prompt, runs the agent in the work tree and records every line. */
public record RunAgent(
        @RoutingKey CodegenTaskId taskId, int attempt, GenerationOrder order, String branch, String baseCommit)
        implements WorkerTask {}
