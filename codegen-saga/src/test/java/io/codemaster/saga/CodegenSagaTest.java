package io.codemaster.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.*;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.OpenReview;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

class CodegenSagaTest {

    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final RequirementId REQUIREMENT = SagaSamples.REQUIREMENT;
    private static final ProjectId PROJECT = SagaSamples.PROJECT;
    private static final UserId RD = new UserId("rd");
    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final String BRANCH = "feature/req-PAY-1";
    private static final String BASE = "1".repeat(40);
    private static final String HEAD = "2".repeat(40);
    private static final GenerationOrder ORDER = SagaSamples.ORDER;
    private static final GenerationOrdered ORDERED = new GenerationOrdered(REQUIREMENT, TASK, ORDER, RD);
    private static final AttemptQueued QUEUED = new AttemptQueued(TASK, 1, PROJECT);
    private static final AttemptClaimed CLAIMED = new AttemptClaimed(TASK, 1, WORKER);
    private static final WorkspacePrepared PREPARED = new WorkspacePrepared(TASK, 1, BRANCH, BASE);
    private static final AgentOutcome OUTCOME =
            new AgentOutcome(0, 40, "success", "claude-opus", Usage.NONE, 9_100, 0, 0, 0);
    private static final AgentFinished FINISHED = new AgentFinished(TASK, 1, OUTCOME, true);
    private static final ChangesCaptured CAPTURED = new ChangesCaptured(
            TASK,
            1,
            new CapturedChanges(
                    BASE,
                    HEAD,
                    new DiffStat(1, 1, 0),
                    new ArtifactId("a".repeat(64)),
                    new ArtifactId("b".repeat(64)),
                    null));
    private static final BranchPushed PUSHED = new BranchPushed(TASK, 1, BRANCH, HEAD);
    private static final Delivery DELIVERY = new Delivery(BRANCH, HEAD);

    private SagaTestFixture<CodegenSaga> saga;

    @BeforeEach
    void fixture() {
        saga = new SagaTestFixture<>(CodegenSaga.class);
        saga.setCallbackBehavior((payload, metaData) -> payload instanceof EnqueueAttempt ? WORKER : null);
    }

    private ContinuedGivenState after(Object... events) {
        var state = saga.givenAPublished(ORDERED);
        for (var event : events) {
            state = state.andThenAPublished(event);
        }
        return state;
    }

    @Test
    void anOrderCreatesTheGeneration() {
        saga.givenNoPriorActivity()
                .whenPublishingA(ORDERED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new RequestGeneration(TASK, ORDER, RD));
    }

    @Test
    void aResumedGenerationIsRetried() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new GenerationResumed(REQUIREMENT, TASK, ORDER, RD))
                .expectActiveSagas(1)
                .expectDispatchedCommands(new RetryGeneration(TASK, RD));
    }

    @Test
    void aQueuedAttemptGoesToAWorker() {
        after().whenPublishingA(QUEUED)
                .expectDispatchedCommands(new EnqueueAttempt(TASK, 1, PROJECT, saga.currentTime()))
                .expectAssociationWith("workerId", WORKER.value());
    }

    @Test
    void aClaimedAttemptGetsItsWorkspaceAndADeadline() {
        after(QUEUED)
                .whenPublishingA(CLAIMED)
                .expectDispatchedCommands(new PrepareWorkspace(TASK, 1, ORDER))
                .expectScheduledDeadlineWithName(Duration.ofMinutes(40), "attempt-timeout");
    }

    @Test
    void aPreparedWorkspaceGetsItsAgent() {
        after(QUEUED, CLAIMED)
                .whenPublishingA(PREPARED)
                .expectDispatchedCommands(new RunAgent(TASK, 1, ORDER, BRANCH, BASE));
    }

    @Test
    void whatTheAgentChangedIsCaptured() {
        after(QUEUED, CLAIMED, PREPARED)
                .whenPublishingA(FINISHED)
                .expectDispatchedCommands(new CaptureChanges(TASK, 1, ORDER, BRANCH, BASE));
    }

    @Test
    void anAgentThatFailedLeavesTheNextStepToTheFailure() {
        after(QUEUED, CLAIMED, PREPARED)
                .whenPublishingA(new AgentFinished(TASK, 1, OUTCOME, false))
                .expectNoDispatchedCommands();
    }

    @Test
    void aCapturedChangeIsPushed() {
        after(QUEUED, CLAIMED, PREPARED, FINISHED)
                .whenPublishingA(CAPTURED)
                .expectDispatchedCommands(new PushBranch(TASK, 1, ORDER, BRANCH, HEAD));
    }

    @Test
    void aPushedBranchCompletes() {
        after(QUEUED, CLAIMED, PREPARED, FINISHED, CAPTURED)
                .whenPublishingA(PUSHED)
                .expectDispatchedCommands(new CompleteGeneration(TASK, 1));
    }

    @Test
    void aCompletedGenerationFreesItsSlotAndTellsTheRequirement() {
        after(QUEUED, CLAIMED, PREPARED, FINISHED, CAPTURED, PUSHED)
                .whenPublishingA(new GenerationCompleted(TASK, 1, DELIVERY, new DiffStat(1, 1, 0), Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(TASK, 1, false),
                        new ConcludeGeneration(REQUIREMENT, TASK, DELIVERY),
                        new OpenReview(
                                ReviewId.of(TASK),
                                new ReviewedChange(TASK, 1, ORDER, DELIVERY, CAPTURED.changes(), null, RD)))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void theReviewOfAFollowUpKnowsTheSessionAndWhoAskedForTheFirstChange() {
        var first = new UserId("first");
        var order = revising(first);
        var launch = new AgentLaunch("session-7", "2.1.98", null, false, "pid-namespace");
        saga.givenAPublished(new GenerationOrdered(REQUIREMENT, TASK, order, RD))
                .andThenAPublished(QUEUED)
                .andThenAPublished(CLAIMED)
                .andThenAPublished(PREPARED)
                .andThenAPublished(new AgentStarted(TASK, 1, launch))
                .andThenAPublished(FINISHED)
                .andThenAPublished(CAPTURED)
                .andThenAPublished(PUSHED)
                .whenPublishingA(new GenerationCompleted(TASK, 1, DELIVERY, new DiffStat(1, 1, 0), Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(TASK, 1, false),
                        new ConcludeGeneration(REQUIREMENT, TASK, DELIVERY),
                        new OpenReview(
                                ReviewId.of(TASK),
                                new ReviewedChange(TASK, 1, order, DELIVERY, CAPTURED.changes(), "session-7", first)));
    }

    private static GenerationOrder revising(UserId requester) {
        return new GenerationOrder(
                REQUIREMENT,
                "PAY-1",
                PROJECT,
                ORDER.repositoryId(),
                ORDER.gitUrl(),
                Platform.GIT,
                "main",
                "main",
                "Refunds",
                "Give money back.",
                DELIVERY,
                ORDER.options(),
                null,
                null,
                new RevisionBrief(
                        new CodegenTaskId("task-0"),
                        1,
                        1,
                        BASE,
                        DELIVERY,
                        "session-6",
                        "Split it.",
                        List.of(),
                        requester,
                        null));
    }

    @Test
    void aFailureThatPassesIsTriedAgainWhenItsPauseIsOver() {
        var retryAt = Instant.now().plusSeconds(3_600);
        var failure = new Failure(FailureCode.QUOTA_EXHAUSTED, GenerationStep.GENERATE, "Used up.", retryAt);
        after(QUEUED, CLAIMED)
                .whenPublishingA(new AttemptFailed(TASK, 1, failure, retryAt))
                .expectDispatchedCommands(new ReleaseAttempt(TASK, 1, true))
                .expectScheduledDeadlineWithName(retryAt, "attempt-retry");
    }

    @Test
    void theNextAttemptIsQueuedWhenThePauseIsOver() {
        var failure = new Failure(FailureCode.INACTIVE, GenerationStep.GENERATE, "Silent.", null);
        after(
                        QUEUED,
                        CLAIMED,
                        new AttemptFailed(TASK, 1, failure, saga.currentTime().plusSeconds(15)))
                .whenTimeElapses(Duration.ofSeconds(16))
                .expectDispatchedCommands(new QueueNextAttempt(TASK, 2));
    }

    @Test
    void aFailedGenerationKeepsItsFilesAsEvidence() {
        var failure = new Failure(FailureCode.MAX_TURNS, GenerationStep.GENERATE, "Too many turns.", null);
        after(QUEUED, CLAIMED, new AttemptFailed(TASK, 1, failure, null))
                .whenPublishingA(new GenerationFailed(TASK, 1, failure, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(TASK, 1, true), new ConcludeGeneration(REQUIREMENT, TASK, null))
                .expectActiveSagas(0);
    }

    @Test
    void aWorkerThatSaysNothingForTooLongIsGivenUp() {
        after(QUEUED, CLAIMED, PREPARED)
                .whenTimeElapses(Duration.ofMinutes(41))
                .expectDispatchedCommandsMatching(org.axonframework.test.matchers.Matchers.listWithAllOf(
                        org.axonframework.test.matchers.Matchers.messageWithPayload(
                                org.hamcrest.CoreMatchers.instanceOf(StopAttempt.class)),
                        org.axonframework.test.matchers.Matchers.messageWithPayload(
                                org.hamcrest.CoreMatchers.instanceOf(FailAttempt.class))));
    }

    @Test
    void cancellingStopsTheAttempt() {
        after(QUEUED, CLAIMED, PREPARED)
                .whenPublishingA(new GenerationCancelRequested(TASK, 1, RD))
                .expectDispatchedCommands(new StopAttempt(TASK, 1))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), "cancel-timeout");
    }

    @Test
    void aWorkerThatDoesNotConfirmACancellationIsNotWaitedForForever() {
        after(QUEUED, CLAIMED, PREPARED, new GenerationCancelRequested(TASK, 1, RD))
                .whenTimeElapses(Duration.ofSeconds(31))
                .expectDispatchedCommands(new ConfirmCancellation(TASK, 1));
    }

    @Test
    void aCancelledGenerationEndsTheProcess() {
        after(QUEUED, CLAIMED, new GenerationCancelRequested(TASK, 1, RD))
                .whenPublishingA(new GenerationCancelled(TASK, 1, GenerationStep.CLONE, RD, Usage.NONE))
                .expectDispatchedCommands(
                        new ReleaseAttempt(TASK, 1, true), new ConcludeGeneration(REQUIREMENT, TASK, null))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void aRestartedWorkerGetsWhatWaitedAgain() {
        after(QUEUED)
                .whenPublishingA(new WorkerStarted(WORKER, "second"))
                .expectDispatchedCommands(new EnqueueAttempt(TASK, 1, PROJECT, saga.currentTime()));
    }

    @Test
    void whatARestartedWorkerRanIsInterrupted() {
        var failures = dispatchedBy(after(QUEUED, CLAIMED, PREPARED));
        failures.expectDispatchedCommandsMatching(org.axonframework.test.matchers.Matchers.payloadsMatching(
                org.axonframework.test.matchers.Matchers.exactSequenceOf(
                        org.axonframework.test.matchers.Matchers.matches((Object it) ->
                                it instanceof FailAttempt fail && fail.failure().code() == FailureCode.INTERRUPTED))));
    }

    @Test
    void whatARestartedWorkerHadFinishedGoesOn() {
        dispatchedBy(after(QUEUED, CLAIMED, PREPARED, FINISHED))
                .expectDispatchedCommands(new CaptureChanges(TASK, 1, ORDER, BRANCH, BASE));
    }

    @Test
    void aPushThatWasInterruptedIsAskedForAgain() {
        dispatchedBy(after(QUEUED, CLAIMED, PREPARED, FINISHED, CAPTURED))
                .expectDispatchedCommands(new PushBranch(TASK, 1, ORDER, BRANCH, HEAD));
    }

    @Test
    void aReportThatSomebodyElseHasDecidedIsNoError() {
        var seen = new ArrayList<Object>();
        saga.setCallbackBehavior((payload, metaData) -> {
            seen.add(payload);
            if (payload instanceof CompleteGeneration) {
                throw new CommandRejected(ErrorCode.GENERATION_STALE_REPORT, "Too late.");
            }
            return null;
        });
        after(QUEUED, CLAIMED, PREPARED, FINISHED, CAPTURED)
                .whenPublishingA(PUSHED)
                .expectActiveSagas(1);
        org.assertj.core.api.Assertions.assertThat(seen).last().isEqualTo(new CompleteGeneration(TASK, 1));
        org.assertj.core.api.Assertions.assertThat(List.copyOf(seen)).isNotEmpty();
    }

    @Test
    void aWorkerThatDoesNotRunItHasNothingToInterrupt() {
        var another = new WorkerId("another");
        after(QUEUED, new AttemptClaimed(TASK, 1, another), CLAIMED, PREPARED)
                .whenPublishingA(new WorkerStarted(another, "second"))
                .expectNoDispatchedCommands();
    }

    private static org.axonframework.test.saga.FixtureExecutionResult dispatchedBy(ContinuedGivenState state) {
        return state.whenPublishingA(new WorkerStarted(WORKER, "second"));
    }
}
