package io.codemaster.saga;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.axonframework.test.matchers.Matchers;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.ReleaseAttempt;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkerStarted;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.*;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RecordAnalysis;
import io.codemaster.api.repository.RecordAnalysisFailure;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.RecordAiReview;
import io.codemaster.api.review.RecordAiReviewFailure;
import io.codemaster.api.review.ReviewId;

class InspectionSagaTest {

    private static final CodegenTaskId RUN = new CodegenTaskId("run-1");
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final ReviewId REVIEW = ReviewId.of(TASK);
    private static final RepositoryId REPOSITORY = new RepositoryId("repository-1");
    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final UserId RD = new UserId("rd");
    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final ArtifactId ARTIFACT = new ArtifactId("a".repeat(64));
    private static final InspectionLimits LIMITS = new InspectionLimits(
            null, 30, new BigDecimal("3"), Duration.ofMinutes(10), Duration.ofMinutes(5), 1, Duration.ofSeconds(15));
    private static final InspectionOrder ANALYSIS = order(new AnalysisSubject(null));
    private static final InspectionOrder CHANGE = order(new ReviewSubject(
            TASK,
            "PAY-1",
            "Refunds",
            "Give money back.",
            new CapturedChanges("1".repeat(40), "2".repeat(40), new DiffStat(1, 1, 0), ARTIFACT, ARTIFACT, null),
            null,
            List.of(),
            List.of()));
    private static final RepositoryAnalysisRequested ANALYSIS_REQUESTED =
            new RepositoryAnalysisRequested(REPOSITORY, RUN, ANALYSIS, RD);
    private static final AiReviewRequested REVIEW_REQUESTED = new AiReviewRequested(REVIEW, TASK, RUN, CHANGE, null);
    private static final InspectionQueued QUEUED = new InspectionQueued(RUN, 1, PROJECT);
    private static final InspectionClaimed CLAIMED = new InspectionClaimed(RUN, 1, WORKER, LIMITS);
    private static final AnalysisAnswer ANSWER = new AnalysisAnswer("1".repeat(40), ARTIFACT, false);
    private static final ReviewAnswer JUDGEMENT = new ReviewAnswer(
            80, "Good.", List.of(), List.of(), new ReviewAnswer.Categories(fine(), fine(), fine(), fine()), List.of());
    private static final Failure FAILURE =
            new Failure(FailureCode.ANSWER_INVALID, GenerationStep.CHECK, "No answer.", null);

    private SagaTestFixture<InspectionSaga> saga;

    @BeforeEach
    void fixture() {
        saga = new SagaTestFixture<>(InspectionSaga.class);
        saga.setCallbackBehavior((payload, metaData) -> payload instanceof EnqueueInspection ? WORKER : null);
    }

    private ContinuedGivenState after(Object first, Object... events) {
        var state = saga.givenAPublished(first);
        for (var event : events) {
            state = state.andThenAPublished(event);
        }
        return state;
    }

    @Test
    void anAnalysisThatIsAskedForBecomesAnInspection() {
        saga.givenNoPriorActivity()
                .whenPublishingA(ANALYSIS_REQUESTED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new RequestInspection(RUN, ANALYSIS, RD));
    }

    @Test
    void aReviewThatTheProductAsksForBecomesAnInspection() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REVIEW_REQUESTED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new RequestInspection(RUN, CHANGE, null));
    }

    @Test
    void aQueuedAttemptGoesToAWorker() {
        after(ANALYSIS_REQUESTED)
                .whenPublishingA(QUEUED)
                .expectDispatchedCommands(new EnqueueInspection(RUN, 1, ANALYSIS, saga.currentTime()))
                .expectAssociationWith("workerId", WORKER.value());
    }

    @Test
    void aClaimedAttemptIsPerformedAndHasADeadline() {
        after(ANALYSIS_REQUESTED, QUEUED)
                .whenPublishingA(CLAIMED)
                .expectDispatchedCommands(new PerformInspection(RUN, 1, ANALYSIS, LIMITS))
                .expectScheduledDeadlineWithName(Duration.ofMinutes(30), "inspection-timeout");
    }

    @Test
    void theRepositoryIsToldWhatItIsMadeOf() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionAnswered(RUN, 1, ANSWER, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(RUN, 1, false), new RecordAnalysis(REPOSITORY, RUN, ANSWER, Usage.NONE))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void theReviewIsToldWhatWasFound() {
        after(REVIEW_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionAnswered(RUN, 1, JUDGEMENT, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(RUN, 1, false), new RecordAiReview(REVIEW, RUN, JUDGEMENT, Usage.NONE))
                .expectActiveSagas(0);
    }

    @Test
    void aFailureIsToldToWhoeverAsked() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionFailed(RUN, 1, FAILURE, ARTIFACT, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(RUN, 1, false),
                        new RecordAnalysisFailure(REPOSITORY, RUN, FAILURE, ARTIFACT, Usage.NONE))
                .expectActiveSagas(0);
    }

    @Test
    void aFailedReviewIsToldToTheReview() {
        after(REVIEW_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionFailed(RUN, 1, FAILURE, ARTIFACT, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(RUN, 1, false), new RecordAiReviewFailure(REVIEW, RUN, FAILURE, Usage.NONE))
                .expectActiveSagas(0);
    }

    @Test
    void aFailureThatPassesIsTriedAgainWhenItsPauseIsOver() {
        var retryAt = Instant.now().plusSeconds(3_600);
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionAttemptFailed(RUN, 1, FAILURE, null, retryAt))
                .expectDispatchedCommands(new ReleaseAttempt(RUN, 1, false))
                .expectScheduledDeadlineWithName(retryAt, "inspection-retry");
        after(
                        ANALYSIS_REQUESTED,
                        QUEUED,
                        CLAIMED,
                        new InspectionAttemptFailed(
                                RUN, 1, FAILURE, null, saga.currentTime().plusSeconds(15)))
                .whenTimeElapses(Duration.ofSeconds(16))
                .expectDispatchedCommands(new QueueNextInspection(RUN, 2));
    }

    @Test
    void aWorkerThatSaysNothingForTooLongIsGivenUp() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenTimeElapses(Duration.ofMinutes(31))
                .expectDispatchedCommandsMatching(Matchers.payloadsMatching(Matchers.exactSequenceOf(
                        Matchers.matches((Object it) -> it.equals(new StopInspection(RUN, 1))),
                        Matchers.matches((Object it) -> it instanceof FailInspection fail
                                && fail.failure().code() == FailureCode.WORKER_LOST))));
    }

    @Test
    void cancellingStopsTheAttempt() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new InspectionCancelRequested(RUN, 1, RD))
                .expectDispatchedCommands(new StopInspection(RUN, 1))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), "inspection-cancel-timeout");
    }

    @Test
    void aWorkerThatDoesNotConfirmACancellationIsNotWaitedForForever() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED, new InspectionCancelRequested(RUN, 1, RD))
                .whenTimeElapses(Duration.ofSeconds(31))
                .expectDispatchedCommands(new ConfirmInspectionCancellation(RUN, 1));
    }

    @Test
    void aCancelledAnalysisIsToldAsAFailure() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED, new InspectionCancelRequested(RUN, 1, RD))
                .whenPublishingA(new InspectionCancelled(RUN, 1, GenerationStep.ANALYSE, RD, Usage.NONE))
                .expectDispatchedCommandsMatching(Matchers.payloadsMatching(Matchers.exactSequenceOf(
                        Matchers.matches((Object it) -> it.equals(new ReleaseAttempt(RUN, 1, false))),
                        Matchers.matches((Object it) -> it instanceof RecordAnalysisFailure told
                                && told.failure().code() == FailureCode.INSPECTION_CANCELLED))))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void aRestartedWorkerGetsWhatWaitedAgain() {
        after(ANALYSIS_REQUESTED, QUEUED)
                .whenPublishingA(new WorkerStarted(WORKER, "second"))
                .expectDispatchedCommands(new EnqueueInspection(RUN, 1, ANALYSIS, saga.currentTime()));
    }

    @Test
    void whatARestartedWorkerRanIsInterrupted() {
        after(ANALYSIS_REQUESTED, QUEUED, CLAIMED)
                .whenPublishingA(new WorkerStarted(WORKER, "second"))
                .expectDispatchedCommandsMatching(Matchers.payloadsMatching(
                        Matchers.exactSequenceOf(Matchers.matches((Object it) -> it instanceof FailInspection fail
                                && fail.failure().code() == FailureCode.INTERRUPTED))));
    }

    private static InspectionOrder order(InspectionSubject subject) {
        return new InspectionOrder(
                PROJECT, REPOSITORY, "https://git.example.com/pay.git", Platform.GIT, "main", null, subject);
    }

    private static ReviewAnswer.Judgement fine() {
        return new ReviewAnswer.Judgement(true, "Fine.");
    }
}
