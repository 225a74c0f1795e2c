package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/** Answers an {@code Optional<InspectionDetails>}. */
public record FindInspection(CodegenTaskId runId) implements InspectionQuery {}
