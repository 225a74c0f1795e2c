package io.codemaster.executor.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.WorkContext;

/** What is told to stop says whether somebody notices. */
class ActiveAttemptTest {

    private final ActiveAttempt attempt = new ActiveAttempt(
            new AttemptKey(CodegenTaskId.random(), 1), null, new GenerationReports(), WorkContext.current(), null);

    /** What a step reports leads to the next one, which can begin before the first has quite ended. */
    @Test
    void aStepThatBeganBeforeTheLastOneEndedIsUnderWay() throws InterruptedException {
        attempt.begin("prepare");
        attempt.begin("agent");
        attempt.end();

        assertThat(attempt.awaitIdle(1)).isFalse();
        assertThat(attempt.stopAndTell(StopSignal.Reason.CANCELLED)).isTrue();

        attempt.end();
        assertThat(attempt.awaitIdle(1)).isTrue();
    }

    @Test
    void nobodyNoticesBetweenTwoSteps() {
        attempt.begin("prepare");
        attempt.end();

        assertThat(attempt.stopAndTell(StopSignal.Reason.CANCELLED)).isFalse();
    }
}
