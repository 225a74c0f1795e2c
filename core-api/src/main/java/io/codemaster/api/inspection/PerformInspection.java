package io.codemaster.api.inspection;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.codegen.CodegenTaskId;

/** Lays out the files, asks the agent, checks its answer and tells it. */
public record PerformInspection(
        @RoutingKey CodegenTaskId runId, int attempt, InspectionOrder order, InspectionLimits limits)
        implements InspectionTask {}
