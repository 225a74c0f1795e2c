package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/** The pause after a failed attempt is over. */
public record QueueNextInspection(CodegenTaskId runId, int attempt) implements InspectionCommand {}
