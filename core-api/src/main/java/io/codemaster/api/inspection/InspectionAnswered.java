package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Usage;

/**
 * The inspection has its outcome.
 *
 * @param usage of all attempts
 */
@Revision("1")
public record InspectionAnswered(CodegenTaskId runId, int attempt, InspectionAnswer answer, Usage usage)
        implements InspectionEvent {}
