package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;

/**
 * A worker takes a queued attempt. Refused when the attempt is not the queued one any more.
 *
 * @param limits what the worker lets it take
 */
public record ClaimInspection(CodegenTaskId runId, int attempt, WorkerId workerId, InspectionLimits limits)
        implements InspectionCommand {}
