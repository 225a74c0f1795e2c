package io.codemaster.command.codegen;

import static io.codemaster.command.codegen.GenerationFixtures.BASE;
import static io.codemaster.command.codegen.GenerationFixtures.BRANCH;
import static io.codemaster.command.codegen.GenerationFixtures.CHANGES;
import static io.codemaster.command.codegen.GenerationFixtures.HEAD;
import static io.codemaster.command.codegen.GenerationFixtures.LAUNCH;
import static io.codemaster.command.codegen.GenerationFixtures.NOON;
import static io.codemaster.command.codegen.GenerationFixtures.OUTCOME;
import static io.codemaster.command.codegen.GenerationFixtures.PAUSE;
import static io.codemaster.command.codegen.GenerationFixtures.PROJECT;
import static io.codemaster.command.codegen.GenerationFixtures.PROMPT;
import static io.codemaster.command.codegen.GenerationFixtures.RD;
import static io.codemaster.command.codegen.GenerationFixtures.STAT;
import static io.codemaster.command.codegen.GenerationFixtures.TASK;
import static io.codemaster.command.codegen.GenerationFixtures.USED;
import static io.codemaster.command.codegen.GenerationFixtures.WORKER;
import static io.codemaster.command.codegen.GenerationFixtures.failure;
import static io.codemaster.command.codegen.GenerationFixtures.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.CancelGeneration;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CheckRetry;
import io.codemaster.api.codegen.ClaimAttempt;
import io.codemaster.api.codegen.CompleteGeneration;
import io.codemaster.api.codegen.ConfirmCancellation;
import io.codemaster.api.codegen.FailAttempt;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.QueueNextAttempt;
import io.codemaster.api.codegen.RecordAgentEnd;
import io.codemaster.api.codegen.RecordAgentStart;
import io.codemaster.api.codegen.RecordChanges;
import io.codemaster.api.codegen.RecordPrompt;
import io.codemaster.api.codegen.RecordPush;
import io.codemaster.api.codegen.RecordWorkspace;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.RetryGeneration;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class CodegenTaskTest {

    private static final GenerationRequested REQUESTED = new GenerationRequested(TASK, order(1), RD);
    private static final AttemptQueued QUEUED = new AttemptQueued(TASK, 1, PROJECT);
    private static final AttemptClaimed CLAIMED = new AttemptClaimed(TASK, 1, WORKER);
    private static final WorkspacePrepared PREPARED = new WorkspacePrepared(TASK, 1, BRANCH, BASE);
    private static final PromptComposed PROMPTED = new PromptComposed(TASK, 1, PROMPT, 900);
    private static final AgentStarted STARTED = new AgentStarted(TASK, 1, LAUNCH);
    private static final AgentFinished FINISHED = new AgentFinished(TASK, 1, OUTCOME, true);
    private static final ChangesCaptured CAPTURED = new ChangesCaptured(TASK, 1, CHANGES);
    private static final BranchPushed PUSHED = new BranchPushed(TASK, 1, BRANCH, HEAD);
    private static final GenerationCompleted COMPLETED =
            new GenerationCompleted(TASK, 1, new Delivery(BRANCH, HEAD), STAT, USED);
    private static final GenerationCancelRequested CANCEL_REQUESTED = new GenerationCancelRequested(TASK, 1, RD);

    private FixtureConfiguration<CodegenTask> task;

    @BeforeEach
    void fixture() {
        task = new AggregateTestFixture<>(CodegenTask.class);
        task.setReportIllegalStateChange(false); // Usage and DiffStat have equal copies
    }

    private TestExecutor<CodegenTask> after(Object... more) {
        var history = new ArrayList<Object>(List.of(REQUESTED, QUEUED));
        history.addAll(List.of(more));
        return task.given(history);
    }

    private TestExecutor<CodegenTask> whileTheAgentRuns() {
        return after(CLAIMED, PREPARED, PROMPTED, STARTED);
    }

    @Test
    void aRequestedGenerationQueuesItsFirstAttempt() {
        task.givenNoPriorActivity()
                .when(new RequestGeneration(TASK, order(1), RD))
                .expectEvents(REQUESTED, QUEUED);
    }

    @Test
    void requestingItTwiceChangesNothing() {
        after().when(new RequestGeneration(TASK, order(1), RD)).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void aWorkerClaimsTheQueuedAttempt() {
        after().when(new ClaimAttempt(TASK, 1, WORKER)).expectEvents(CLAIMED);
    }

    @Test
    void anAttemptIsClaimedOnce() {
        after(CLAIMED)
                .when(new ClaimAttempt(TASK, 1, new WorkerId("worker-2")))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void whatAWorkerSaysAgainBecauseItGotNoAnswerIsRecordedOnce() {
        saidAgain(new ClaimAttempt(TASK, 1, WORKER), CLAIMED, PREPARED);
        saidAgain(new RecordWorkspace(TASK, 1, BRANCH, BASE), CLAIMED, PREPARED, PROMPTED);
        saidAgain(new RecordPrompt(TASK, 1, PROMPT, 900), CLAIMED, PREPARED, PROMPTED);
        saidAgain(new RecordAgentStart(TASK, 1, LAUNCH), CLAIMED, PREPARED, PROMPTED, STARTED);
        saidAgain(
                new RecordAgentEnd(TASK, 1, OUTCOME, null, NOON),
                CLAIMED,
                PREPARED,
                PROMPTED,
                STARTED,
                FINISHED,
                CAPTURED);
    }

    private void saidAgain(Object report, Object... recorded) {
        fixture();
        after(recorded).when(report).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void anotherStartOfTheAgentIsNoRepetition() {
        var another = new AgentLaunch("session-2", "2.1.330", null, true, "pid-namespace");
        whileTheAgentRuns()
                .when(new RecordAgentStart(TASK, 1, another))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void nothingIsSaidAgainOfAnAttemptThatIsOver() {
        after(CLAIMED, new AttemptFailed(TASK, 1, failure(FailureCode.INTERRUPTED), NOON))
                .when(new ClaimAttempt(TASK, 1, WORKER))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void anAttemptThatIsBeingCancelledIsNotClaimed() {
        after(CANCEL_REQUESTED)
                .when(new ClaimAttempt(TASK, 1, WORKER))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void aReportOfAnotherAttemptIsRefused() {
        after(CLAIMED)
                .when(new RecordWorkspace(TASK, 2, BRANCH, BASE))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void anAgentThatSucceededIsFinishedAndNothingElse() {
        whileTheAgentRuns()
                .when(new RecordAgentEnd(TASK, 1, OUTCOME, null, NOON))
                .expectEvents(FINISHED);
    }

    @Test
    void aFailureThatCanPassIsTriedAgainAfterAPause() {
        var overloaded = failure(FailureCode.MODEL_OVERLOADED);
        whileTheAgentRuns()
                .when(new RecordAgentEnd(TASK, 1, OUTCOME, overloaded, NOON))
                .expectEvents(
                        new AgentFinished(TASK, 1, OUTCOME, false),
                        new AttemptFailed(TASK, 1, overloaded, NOON.plus(PAUSE)));
    }

    @Test
    void aQuotaWaitsUntilItsReset() {
        var reset = NOON.plus(Duration.ofHours(3));
        var quota = failure(FailureCode.QUOTA_EXHAUSTED, reset);
        whileTheAgentRuns()
                .when(new FailAttempt(TASK, 1, quota, NOON))
                .expectEvents(new AttemptFailed(TASK, 1, quota, reset));
    }

    @Test
    void aFailureThatCannotPassEndsTheGeneration() {
        var rejected = failure(FailureCode.CREDENTIAL_REJECTED);
        after(CLAIMED)
                .when(new FailAttempt(TASK, 1, rejected, NOON))
                .expectEvents(
                        new AttemptFailed(TASK, 1, rejected, null),
                        new GenerationFailed(TASK, 1, rejected, Usage.NONE));
    }

    @Test
    void theSecondFailureEndsTheGeneration() {
        var lost = failure(FailureCode.WORKER_LOST);
        after(CLAIMED, new AttemptFailed(TASK, 1, lost, NOON), new AttemptQueued(TASK, 2, PROJECT))
                .when(new FailAttempt(TASK, 2, lost, NOON))
                .expectEvents(new AttemptFailed(TASK, 2, lost, null), new GenerationFailed(TASK, 2, lost, Usage.NONE));
    }

    @Test
    void nothingIsTriedAgainWhereTheOrderAllowsNoRetry() {
        var overloaded = failure(FailureCode.MODEL_OVERLOADED);
        task.given(new GenerationRequested(TASK, order(0), RD), QUEUED)
                .when(new FailAttempt(TASK, 1, overloaded, NOON))
                .expectEvents(
                        new AttemptFailed(TASK, 1, overloaded, null),
                        new GenerationFailed(TASK, 1, overloaded, Usage.NONE));
    }

    @Test
    void theNextAttemptIsQueuedWhenThePauseIsOver() {
        after(CLAIMED, new AttemptFailed(TASK, 1, failure(FailureCode.INACTIVE), NOON))
                .when(new QueueNextAttempt(TASK, 2))
                .expectEvents(new AttemptQueued(TASK, 2, PROJECT));
    }

    @Test
    void aFailureIsReportedOnce() {
        after(CLAIMED, new AttemptFailed(TASK, 1, failure(FailureCode.INACTIVE), NOON))
                .when(new FailAttempt(TASK, 1, failure(FailureCode.WORKER_LOST), NOON))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_STALE_REPORT));
    }

    @Test
    void aPushedBranchCompletesTheGeneration() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED, PUSHED)
                .when(new CompleteGeneration(TASK, 1))
                .expectEvents(COMPLETED);
    }

    @Test
    void completingTwiceChangesNothing() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED, PUSHED, COMPLETED)
                .when(new CompleteGeneration(TASK, 1))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void stepsThatAreReportedAgainAfterARestartChangeNothing() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED)
                .when(new RecordChanges(TASK, 1, CHANGES))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aPushIsRecordedAfterTheChange() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED)
                .when(new RecordPush(TASK, 1, BRANCH, HEAD))
                .expectEvents(PUSHED);
    }

    @Test
    void cancellingIsFirstRequestedThenConfirmed() {
        whileTheAgentRuns().when(new CancelGeneration(TASK, RD)).expectEvents(CANCEL_REQUESTED);
    }

    @Test
    void aConfirmedCancellationEndsTheGeneration() {
        whileTheAgentRunsAnd(CANCEL_REQUESTED)
                .when(new ConfirmCancellation(TASK, 1))
                .expectEvents(new GenerationCancelled(TASK, 1, GenerationStep.GENERATE, RD, Usage.NONE));
    }

    @Test
    void whatEndsWhileItIsBeingCancelledIsCancelledAndNeverTriedAgain() {
        whileTheAgentRunsAnd(CANCEL_REQUESTED)
                .when(new RecordAgentEnd(TASK, 1, OUTCOME, failure(FailureCode.INTERRUPTED), NOON))
                .expectEvents(
                        new AgentFinished(TASK, 1, OUTCOME, false),
                        new GenerationCancelled(TASK, 1, GenerationStep.GENERATE, RD, USED));
    }

    @Test
    void aPauseIsCancelledAtOnce() {
        after(CLAIMED, new AttemptFailed(TASK, 1, failure(FailureCode.INACTIVE), NOON))
                .when(new CancelGeneration(TASK, RD))
                .expectEvents(CANCEL_REQUESTED, new GenerationCancelled(TASK, 1, GenerationStep.QUEUE, RD, Usage.NONE));
    }

    @Test
    void aSecondCancelChangesNothing() {
        after(CANCEL_REQUESTED)
                .when(new CancelGeneration(TASK, new UserId("pm")))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aFinishedGenerationCannotBeCancelled() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED, PUSHED, COMPLETED)
                .when(new CancelGeneration(TASK, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_ALREADY_FINISHED));
    }

    @Test
    void aDeliveredBranchCannotBeCancelledAway() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED, PUSHED)
                .when(new CancelGeneration(TASK, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_ALREADY_DELIVERED));
    }

    @Test
    void anUnrequestedCancellationIsNotConfirmed() {
        whileTheAgentRuns()
                .when(new ConfirmCancellation(TASK, 1))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aFailedGenerationCanBeRetriedByHandWithFreshRetries() {
        var rejected = failure(FailureCode.CREDENTIAL_REJECTED);
        after(CLAIMED, new AttemptFailed(TASK, 1, rejected, null), new GenerationFailed(TASK, 1, rejected, Usage.NONE))
                .when(new RetryGeneration(TASK, RD))
                .expectEvents(new GenerationRetried(TASK, 2, RD), new AttemptQueued(TASK, 2, PROJECT));
    }

    @Test
    void aRetryThatIsUnderWayIsNotStartedAgain() {
        after(CLAIMED).when(new RetryGeneration(TASK, RD)).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void aRunningGenerationMayNotBeRetried() {
        after(CLAIMED)
                .when(new CheckRetry(TASK))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_NOT_FINISHED));
    }

    @Test
    void aCompletedGenerationMayNotBeRetried() {
        whileTheAgentRunsAnd(FINISHED, CAPTURED, PUSHED, COMPLETED)
                .when(new CheckRetry(TASK))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_ALREADY_DELIVERED));
    }

    @Test
    void aCancelledGenerationTellsItsOrderToWhoeverRetriesIt() {
        after(CANCEL_REQUESTED, new GenerationCancelled(TASK, 1, GenerationStep.QUEUE, RD, Usage.NONE))
                .when(new CheckRetry(TASK))
                .expectNoEvents()
                .expectResultMessagePayload(order(1));
    }

    private TestExecutor<CodegenTask> whileTheAgentRunsAnd(Object... more) {
        var history = new ArrayList<Object>(List.of(CLAIMED, PREPARED, PROMPTED, STARTED));
        history.addAll(List.of(more));
        return after(history.toArray());
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
