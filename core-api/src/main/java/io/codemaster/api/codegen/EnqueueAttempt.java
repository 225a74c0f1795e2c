package io.codemaster.api.codegen;

import java.time.Instant;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.project.ProjectId;

/** Puts an attempt into the queue; the worker claims it when a slot is free. Answers the {@link WorkerId}. */
public record EnqueueAttempt(@RoutingKey CodegenTaskId taskId, int attempt, ProjectId projectId, Instant queuedAt)
        implements WorkerTask {}
