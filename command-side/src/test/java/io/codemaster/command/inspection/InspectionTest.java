package io.codemaster.command.inspection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.*;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class InspectionTest {

    private static final CodegenTaskId RUN = new CodegenTaskId("run-1");
    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final UserId RD = new UserId("rd");
    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String COMMIT = "1".repeat(40);
    private static final ArtifactId PROMPT = new ArtifactId("a".repeat(64));
    private static final ArtifactId RAW = new ArtifactId("b".repeat(64));
    private static final Usage USED = new Usage(3, 200, 5_000, 0, 7, new BigDecimal("0.12"), 9_000);
    private static final AgentOutcome OUTCOME = new AgentOutcome(0, 40, "success", "opus", USED, 9_100, 0, 0, 0);
    private static final AgentLaunch LAUNCH = new AgentLaunch("session-1", "2.1.330", null, true, "pid-namespace");
    private static final InspectionLimits LIMITS = new InspectionLimits(
            null, 30, new BigDecimal("3"), Duration.ofMinutes(10), Duration.ofMinutes(5), 1, Duration.ofSeconds(15));
    private static final InspectionOrder ORDER = new InspectionOrder(
            PROJECT,
            new RepositoryId("repository-1"),
            "https://git.example.com/pay.git",
            Platform.GIT,
            "main",
            null,
            new AnalysisSubject(null));
    private static final AnalysisAnswer ANSWER = new AnalysisAnswer(COMMIT, RAW, false);

    private static final InspectionRequested REQUESTED = new InspectionRequested(RUN, ORDER, RD);
    private static final InspectionQueued QUEUED = new InspectionQueued(RUN, 1, PROJECT);
    private static final InspectionClaimed CLAIMED = new InspectionClaimed(RUN, 1, WORKER, LIMITS);
    private static final InspectionPrepared PREPARED = new InspectionPrepared(RUN, 1, COMMIT);
    private static final InspectionPrompted PROMPTED = new InspectionPrompted(RUN, 1, PROMPT, 900);
    private static final InspectionStarted STARTED = new InspectionStarted(RUN, 1, LAUNCH);
    private static final InspectionFinished FINISHED = new InspectionFinished(RUN, 1, OUTCOME, true);
    private static final InspectionCancelRequested CANCEL_REQUESTED = new InspectionCancelRequested(RUN, 1, RD);

    private FixtureConfiguration<Inspection> inspection;

    @BeforeEach
    void fixture() {
        inspection = new AggregateTestFixture<>(Inspection.class);
        inspection.setReportIllegalStateChange(false); // Usage has equal copies
    }

    @Test
    void aRequestedInspectionWaitsForAWorker() {
        inspection
                .givenNoPriorActivity()
                .when(new RequestInspection(RUN, ORDER, RD))
                .expectEvents(REQUESTED, QUEUED);
    }

    @Test
    void anInspectionThatIsRequestedAgainStaysAsItIs() {
        inspection
                .given(REQUESTED, QUEUED)
                .when(new RequestInspection(RUN, ORDER, RD))
                .expectNoEvents();
    }

    @Test
    void aWorkerTakesItAndSaysWhatItMayTake() {
        inspection
                .given(REQUESTED, QUEUED)
                .when(new ClaimInspection(RUN, 1, WORKER, LIMITS))
                .expectEvents(CLAIMED);
    }

    @Test
    void itIsTakenOnce() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED)
                .when(new ClaimInspection(RUN, 1, new WorkerId("another"), LIMITS))
                .expectExceptionDetails(stale());
    }

    @Test
    void whatAWorkerSaysAgainBecauseItGotNoAnswerIsRecordedOnce() {
        for (var report : List.of(
                new ClaimInspection(RUN, 1, WORKER, LIMITS),
                new RecordInspectedCommit(RUN, 1, COMMIT),
                new RecordInspectionPrompt(RUN, 1, PROMPT, 900),
                new RecordInspectionStart(RUN, 1, LAUNCH))) {
            fixture();
            inspection
                    .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                    .when(report)
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
        fixture();
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED, FINISHED)
                .when(new RecordInspectionEnd(RUN, 1, OUTCOME, null, null, NOON))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theWayToAnAnswerIsRecorded() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED)
                .when(new RecordInspectedCommit(RUN, 1, COMMIT))
                .expectEvents(PREPARED);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED)
                .when(new RecordInspectionPrompt(RUN, 1, PROMPT, 900))
                .expectEvents(PROMPTED);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED)
                .when(new RecordInspectionStart(RUN, 1, LAUNCH))
                .expectEvents(STARTED);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                .when(new RecordInspectionEnd(RUN, 1, OUTCOME, null, null, NOON))
                .expectEvents(FINISHED);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED, FINISHED)
                .when(new RecordInspectionAnswer(RUN, 1, ANSWER))
                .expectEvents(new InspectionAnswered(RUN, 1, ANSWER, USED));
    }

    @Test
    void anAnswerThatIsToldAgainChangesNothing() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, new InspectionAnswered(RUN, 1, ANSWER, USED))
                .when(new RecordInspectionAnswer(RUN, 1, ANSWER))
                .expectNoEvents();
    }

    @Test
    void anUnchangedCommitNeedsNoAgent() {
        var known = new AnalysisAnswer(COMMIT, RAW, true);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED)
                .when(new RecordInspectionAnswer(RUN, 1, known))
                .expectEvents(new InspectionAnswered(RUN, 1, known, Usage.NONE));
    }

    @Test
    void anAnswerBeforeTheAgentHasEndedIsRefused() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                .when(new RecordInspectionAnswer(RUN, 1, ANSWER))
                .expectExceptionDetails(stale());
    }

    @Test
    void anInvalidAnswerFailsAndIsKept() {
        var failure = failure(FailureCode.ANSWER_INVALID);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                .when(new RecordInspectionEnd(RUN, 1, OUTCOME, failure, RAW, NOON))
                .expectEvents(
                        new InspectionFinished(RUN, 1, OUTCOME, false),
                        new InspectionAttemptFailed(RUN, 1, failure, RAW, null),
                        new InspectionFailed(RUN, 1, failure, RAW, USED));
    }

    @Test
    void aFailureThatPassesIsTriedAgainOnce() {
        var failure = failure(FailureCode.MODEL_OVERLOADED);
        var retryAt = NOON.plusSeconds(15);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                .when(new FailInspection(RUN, 1, failure, NOON))
                .expectEvents(new InspectionAttemptFailed(RUN, 1, failure, null, retryAt));
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, new InspectionAttemptFailed(RUN, 1, failure, null, retryAt))
                .when(new QueueNextInspection(RUN, 2))
                .expectEvents(new InspectionQueued(RUN, 2, PROJECT));
        inspection
                .given(
                        REQUESTED,
                        QUEUED,
                        CLAIMED,
                        new InspectionAttemptFailed(RUN, 1, failure, null, retryAt),
                        new InspectionQueued(RUN, 2, PROJECT),
                        new InspectionClaimed(RUN, 2, WORKER, LIMITS))
                .when(new FailInspection(RUN, 2, failure, NOON))
                .expectEvents(
                        new InspectionAttemptFailed(RUN, 2, failure, null, null),
                        new InspectionFailed(RUN, 2, failure, null, Usage.NONE));
    }

    @Test
    void aQuotaIsWaitedFor() {
        var passes = NOON.plusSeconds(3_600);
        var failure = new Failure(FailureCode.QUOTA_EXHAUSTED, GenerationStep.ANALYSE, "Used up.", passes);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED)
                .when(new FailInspection(RUN, 1, failure, NOON))
                .expectEvents(new InspectionAttemptFailed(RUN, 1, failure, null, passes));
    }

    @Test
    void aFailureOfAnAttemptThatIsOverChangesNothing() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED)
                .when(new FailInspection(RUN, 2, failure(FailureCode.WORKER_LOST), NOON))
                .expectNoEvents();
    }

    @Test
    void aRunningInspectionIsCancelledWhenNothingOfItRuns() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED)
                .when(new CancelInspection(RUN, RD))
                .expectEvents(CANCEL_REQUESTED);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED, CANCEL_REQUESTED)
                .when(new CancelInspection(RUN, RD))
                .expectNoEvents();
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED, CANCEL_REQUESTED)
                .when(new ConfirmInspectionCancellation(RUN, 1))
                .expectEvents(new InspectionCancelled(RUN, 1, GenerationStep.ANALYSE, RD, Usage.NONE));
    }

    @Test
    void anAgentThatWasStoppedIsCancelledNotFailed() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, PROMPTED, STARTED, CANCEL_REQUESTED)
                .when(new RecordInspectionEnd(RUN, 1, OUTCOME, failure(FailureCode.INTERRUPTED), null, NOON))
                .expectEvents(
                        new InspectionFinished(RUN, 1, OUTCOME, false),
                        new InspectionCancelled(RUN, 1, GenerationStep.ANALYSE, RD, USED));
    }

    @Test
    void whatIsCancelledIsNotTakenAnyMore() {
        inspection
                .given(REQUESTED, QUEUED, CANCEL_REQUESTED)
                .when(new ClaimInspection(RUN, 1, WORKER, LIMITS))
                .expectExceptionDetails(stale());
    }

    @Test
    void inThePauseBeforeAnotherAttemptItIsCancelledAtOnce() {
        var paused = new InspectionAttemptFailed(RUN, 1, failure(FailureCode.INACTIVE), null, NOON);
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, paused)
                .when(new CancelInspection(RUN, RD))
                .expectEvents(CANCEL_REQUESTED, new InspectionCancelled(RUN, 1, GenerationStep.QUEUE, RD, Usage.NONE));
    }

    @Test
    void whatIsOverCannotBeCancelled() {
        inspection
                .given(REQUESTED, QUEUED, CLAIMED, PREPARED, new InspectionAnswered(RUN, 1, ANSWER, USED))
                .when(new CancelInspection(RUN, RD))
                .expectExceptionDetails(
                        Matchers.matches((Rejection it) -> it.code() == ErrorCode.GENERATION_ALREADY_FINISHED));
    }

    private static org.hamcrest.Matcher<Rejection> stale() {
        return Matchers.matches((Rejection it) -> it.code() == ErrorCode.GENERATION_STALE_REPORT);
    }

    private static Failure failure(FailureCode code) {
        return new Failure(code, GenerationStep.ANALYSE, "It failed.", null);
    }
}
