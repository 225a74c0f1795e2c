package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;

/**
 * A worker has taken the attempt.
 *
 * @param limits what the worker lets it take
 */
@Revision("1")
public record InspectionClaimed(CodegenTaskId runId, int attempt, WorkerId workerId, InspectionLimits limits)
        implements InspectionEvent {}
