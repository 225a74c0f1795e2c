package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Tells which commit is inspected.
 *
 * @param commit the full SHA-1
 */
public record RecordInspectedCommit(CodegenTaskId runId, int attempt, String commit) implements InspectionCommand {}
