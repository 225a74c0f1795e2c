package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/** Tells the outcome; an analysis of an unchanged commit has one without an agent. */
public record RecordInspectionAnswer(CodegenTaskId runId, int attempt, InspectionAnswer answer)
        implements InspectionCommand {}
