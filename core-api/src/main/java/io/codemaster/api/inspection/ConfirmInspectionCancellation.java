package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/** Nothing of the attempt runs any more, so the inspection is cancelled. */
public record ConfirmInspectionCancellation(CodegenTaskId runId, int attempt) implements InspectionCommand {}
