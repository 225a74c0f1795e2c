package io.codemaster.executor.inspection;

import java.time.Instant;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.inspection.ClaimInspection;
import io.codemaster.api.inspection.ConfirmInspectionCancellation;
import io.codemaster.api.inspection.FailInspection;
import io.codemaster.api.inspection.InspectionLimits;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunReports;

/**
 * How an inspection is told of.
 *
 * @param kind analysis or review
 * @param limits what it may take
 */
record InspectionReports(RunKind kind, InspectionLimits limits) implements RunReports {

    @Override
    public Object claimed(AttemptKey key, WorkerId workerId) {
        return new ClaimInspection(key.taskId(), key.attempt(), workerId, limits);
    }

    @Override
    public Object cancelled(AttemptKey key) {
        return new ConfirmInspectionCancellation(key.taskId(), key.attempt());
    }

    @Override
    public Object failed(AttemptKey key, Failure failure, Instant at) {
        return new FailInspection(key.taskId(), key.attempt(), failure, at);
    }
}
