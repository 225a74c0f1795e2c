package io.codemaster.api.inspection;

import java.time.Instant;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Puts an attempt into the queue; the worker claims it when a slot is free. Answers the
 * {@link io.codemaster.api.codegen.WorkerId}.
 */
public record EnqueueInspection(@RoutingKey CodegenTaskId runId, int attempt, InspectionOrder order, Instant queuedAt)
        implements InspectionTask {}
