package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/** Pushes the commit, only where the branch is the requirement's own. */
public record PushBranch(
        @RoutingKey CodegenTaskId taskId, int attempt, GenerationOrder order, String branch, String headCommit)
        implements WorkerTask {}
