package io.codemaster.api.codegen;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Asks for a place in the queue before anything is recorded; refused with {@code generation.queue-full} when there is
 * none. The place is kept for a minute.
 */
public record ReserveQueuePlace(@RoutingKey CodegenTaskId taskId) implements WorkerTask {}
