package io.codemaster.saga;

import static io.codemaster.saga.Decisions.tell;

import java.time.Duration;
import java.time.Instant;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.CaptureChanges;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.CompleteGeneration;
import io.codemaster.api.codegen.ConfirmCancellation;
import io.codemaster.api.codegen.EnqueueAttempt;
import io.codemaster.api.codegen.FailAttempt;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.PrepareWorkspace;
import io.codemaster.api.codegen.PushBranch;
import io.codemaster.api.codegen.QueueNextAttempt;
import io.codemaster.api.codegen.ReleaseAttempt;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.RetryGeneration;
import io.codemaster.api.codegen.RunAgent;
import io.codemaster.api.codegen.StopAttempt;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkerStarted;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.review.OpenReview;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewedChange;

/**
 * The process behind a generation. Read it as a list of "when … then …"; the one thing it remembers is how far the current
 * attempt is, so that it can ask again after a restart. Whatever it asks for may be asked for twice.
 */
@Saga
@ProcessingGroup("codegen-saga")
public class CodegenSaga {

    private static final String ATTEMPT_TIMEOUT = "attempt-timeout";

    private static final String CANCEL_TIMEOUT = "cancel-timeout";

    private static final String ATTEMPT_RETRY = "attempt-retry";

    private static final String WORKER = "workerId";

    /** Beyond the agent's own time limit: clone, capture and push, each with its own limit below this. */
    private static final Duration BEYOND_AGENT = Duration.ofMinutes(30);

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(30);

    private CodegenTaskId taskId;

    private GenerationOrder order;

    private Stage stage = Stage.ORDERED;

    private int attempt;

    private @Nullable String branch;

    private @Nullable String baseCommit;

    private @Nullable CapturedChanges changes;

    private @Nullable String sessionId;

    private @Nullable UserId requestedBy;

    private @Nullable Instant queuedAt;

    private boolean cancelling;

    /** Who has claimed the attempt; null before, and where an older version claimed it. */
    private @Nullable String claimedBy;

    private @Nullable String attemptDeadline;

    private @Nullable String cancelDeadline;

    private @Nullable String retryDeadline;

    private enum Stage {
        ORDERED,
        QUEUED,
        CLAIMED,
        PREPARED,
        AGENT_SUCCEEDED,
        CAPTURED,
        PUSHED,
        PAUSED
    }

    @SuppressWarnings("NullAway.Init") // the first event gives task and order
    public CodegenSaga() {}

    // ---- the way to a delivery ----

    @StartSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationOrdered event, CommandGateway commands) {
        taskId = event.taskId();
        order = event.order();
        requestedBy = requester(event.orderedBy());
        tell(commands, new RequestGeneration(taskId, order, event.orderedBy()));
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationResumed event, CommandGateway commands) {
        taskId = event.taskId();
        order = event.order();
        requestedBy = requester(event.resumedBy());
        tell(commands, new RetryGeneration(taskId, event.resumedBy()));
    }

    /** A change that was sent back stays the change of whoever asked for it first. */
    private UserId requester(UserId orderedBy) {
        var revision = order.revision();
        return revision == null || revision.requestedBy() == null ? orderedBy : revision.requestedBy();
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(AttemptQueued event, @Timestamp Instant at, CommandGateway commands) {
        stage = Stage.QUEUED;
        claimedBy = null;
        attempt = event.attempt();
        queuedAt = at;
        enqueue(commands, at);
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(AttemptClaimed event, CommandGateway commands, DeadlineManager deadlines) {
        stage = Stage.CLAIMED;
        claimedBy = event.workerId().value();
        SagaLifecycle.associateWith(WORKER, event.workerId().value());
        attemptDeadline = deadlines.schedule(order.options().timeLimit().plus(BEYOND_AGENT), ATTEMPT_TIMEOUT);
        tell(commands, new PrepareWorkspace(taskId, attempt, order));
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(WorkspacePrepared event, CommandGateway commands) {
        stage = Stage.PREPARED;
        branch = event.branch();
        baseCommit = event.baseCommit();
        tell(commands, new RunAgent(taskId, attempt, order, event.branch(), event.baseCommit()));
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(AgentStarted event) {
        sessionId = event.launch().sessionId();
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(AgentFinished event, CommandGateway commands) {
        if (event.succeeded()) {
            stage = Stage.AGENT_SUCCEEDED;
            goOn(commands);
        }
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(ChangesCaptured event, CommandGateway commands) {
        stage = Stage.CAPTURED;
        changes = event.changes();
        goOn(commands);
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(BranchPushed event, CommandGateway commands) {
        stage = Stage.PUSHED;
        goOn(commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationCompleted event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(event.delivery(), commands, deadlines);
        if (changes != null && requestedBy != null) {
            tell(
                    commands,
                    new OpenReview(
                            ReviewId.of(taskId),
                            new ReviewedChange(
                                    taskId,
                                    event.attempt(),
                                    order,
                                    event.delivery(),
                                    changes,
                                    sessionId,
                                    requestedBy)));
        }
    }

    // ---- when it fails ----

    @SagaEventHandler(associationProperty = "taskId")
    void on(AttemptFailed event, CommandGateway commands, DeadlineManager deadlines) {
        if (event.retryAt() == null) {
            return;
        }
        stage = Stage.PAUSED;
        cancelAll(deadlines);
        tell(commands, new ReleaseAttempt(taskId, attempt, true));
        retryDeadline = deadlines.schedule(event.retryAt(), ATTEMPT_RETRY);
    }

    @DeadlineHandler(deadlineName = ATTEMPT_RETRY)
    void onRetryDue(DeadlineMessage<?> due, CommandGateway commands) {
        retryDeadline = null;
        tell(commands, new QueueNextAttempt(taskId, attempt + 1));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationFailed event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(null, commands, deadlines);
    }

    @DeadlineHandler(deadlineName = ATTEMPT_TIMEOUT)
    void onAttemptTimeout(@Timestamp Instant at, CommandGateway commands) {
        attemptDeadline = null;
        tell(commands, new StopAttempt(taskId, attempt));
        fail(FailureCode.WORKER_LOST, "The worker has not reported for too long. Look at its log.", at, commands);
    }

    // ---- when somebody cancels ----

    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationCancelRequested event, CommandGateway commands, DeadlineManager deadlines) {
        if (stage == Stage.PAUSED) {
            return;
        }
        cancelling = true;
        cancelDeadline = deadlines.schedule(CANCEL_PATIENCE, CANCEL_TIMEOUT);
        tell(commands, new StopAttempt(taskId, attempt));
    }

    @DeadlineHandler(deadlineName = CANCEL_TIMEOUT)
    void onCancelTimeout(DeadlineMessage<?> due, CommandGateway commands) {
        cancelDeadline = null;
        tell(commands, new ConfirmCancellation(taskId, attempt));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(GenerationCancelled event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(null, commands, deadlines);
    }

    // ---- when the worker was restarted ----

    /** What the worker had in its queue it has forgotten; what it ran itself is lost; what it had finished goes on. */
    @SagaEventHandler(associationProperty = WORKER)
    void on(WorkerStarted event, @Timestamp Instant at, CommandGateway commands) {
        if (claimedBy != null && !claimedBy.equals(event.workerId().value())) {
            return;
        }
        switch (stage) {
            case QUEUED -> {
                if (cancelling) {
                    tell(commands, new ConfirmCancellation(taskId, attempt));
                } else {
                    enqueue(commands, queuedAt == null ? at : queuedAt);
                }
            }
            case CLAIMED, PREPARED ->
                fail(
                        FailureCode.INTERRUPTED,
                        "The product was stopped while this attempt ran. What the agent had printed is kept.",
                        at,
                        commands);
            case AGENT_SUCCEEDED, CAPTURED, PUSHED -> goOn(commands);
            case ORDERED, PAUSED -> {
                // nothing was in the worker's hands
            }
        }
    }

    // ---- steps that more than one event leads to ----

    private void enqueue(CommandGateway commands, Instant since) {
        @Nullable WorkerId worker = commands.sendAndWait(new EnqueueAttempt(taskId, attempt, order.projectId(), since));
        if (worker != null) {
            SagaLifecycle.associateWith(WORKER, worker.value());
        }
    }

    private void goOn(CommandGateway commands) {
        if (cancelling && stage != Stage.PUSHED) {
            tell(commands, new ConfirmCancellation(taskId, attempt));
        } else if (stage == Stage.AGENT_SUCCEEDED && branch != null && baseCommit != null) {
            tell(commands, new CaptureChanges(taskId, attempt, order, branch, baseCommit));
        } else if (stage == Stage.CAPTURED && branch != null && changes != null) {
            tell(commands, new PushBranch(taskId, attempt, order, branch, changes.headCommit()));
        } else if (stage == Stage.PUSHED) {
            tell(commands, new CompleteGeneration(taskId, attempt));
        }
    }

    private void fail(FailureCode code, String message, Instant at, CommandGateway commands) {
        var step = stage == Stage.CLAIMED ? GenerationStep.CLONE : GenerationStep.GENERATE;
        tell(commands, new FailAttempt(taskId, attempt, new Failure(code, step, message, null), at));
    }

    private void conclude(@Nullable Delivery delivery, CommandGateway commands, DeadlineManager deadlines) {
        cancelAll(deadlines);
        tell(commands, new ReleaseAttempt(taskId, attempt, delivery == null));
        tell(commands, new ConcludeGeneration(order.requirementId(), taskId, delivery));
    }

    private void cancelAll(DeadlineManager deadlines) {
        if (attemptDeadline != null) {
            deadlines.cancelSchedule(ATTEMPT_TIMEOUT, attemptDeadline);
        }
        if (cancelDeadline != null) {
            deadlines.cancelSchedule(CANCEL_TIMEOUT, cancelDeadline);
        }
        if (retryDeadline != null) {
            deadlines.cancelSchedule(ATTEMPT_RETRY, retryDeadline);
        }
        attemptDeadline = null;
        cancelDeadline = null;
        retryDeadline = null;
    }
}
