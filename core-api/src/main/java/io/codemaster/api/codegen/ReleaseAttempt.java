package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/**
 * The attempt is over: its slot is free.
 *
 * @param keepFiles whether its work directory is kept for a while as evidence
 */
public record ReleaseAttempt(@RoutingKey CodegenTaskId taskId, int attempt, boolean keepFiles) implements WorkerTask {}
