package io.codemaster.executor.codegen;

import java.time.Instant;

import io.codemaster.api.codegen.ClaimAttempt;
import io.codemaster.api.codegen.ConfirmCancellation;
import io.codemaster.api.codegen.FailAttempt;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunReports;

/** How a generation is told of. */
class GenerationReports implements RunReports {

    @Override
    public RunKind kind() {
        return RunKind.GENERATION;
    }

    @Override
    public Object claimed(AttemptKey key, WorkerId workerId) {
        return new ClaimAttempt(key.taskId(), key.attempt(), workerId);
    }

    @Override
    public Object cancelled(AttemptKey key) {
        return new ConfirmCancellation(key.taskId(), key.attempt());
    }

    @Override
    public Object failed(AttemptKey key, Failure failure, Instant at) {
        return new FailAttempt(key.taskId(), key.attempt(), failure, at);
    }
}
