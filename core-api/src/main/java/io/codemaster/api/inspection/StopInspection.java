package io.codemaster.api.inspection;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.codegen.CodegenTaskId;

/** Stops the attempt wherever it is, and confirms when nothing of it runs any more. */
public record StopInspection(@RoutingKey CodegenTaskId runId, int attempt) implements InspectionTask {}
