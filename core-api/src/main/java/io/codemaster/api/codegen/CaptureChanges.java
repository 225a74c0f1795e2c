package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/** Commits what the agent changed in the product's own git-dir and keeps the patch. */
public record CaptureChanges(
        @RoutingKey CodegenTaskId taskId, int attempt, GenerationOrder order, String branch, String baseCommit)
        implements WorkerTask {}
