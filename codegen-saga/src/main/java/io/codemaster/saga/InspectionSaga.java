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

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.ReleaseAttempt;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkerStarted;
import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.ConfirmInspectionCancellation;
import io.codemaster.api.inspection.EnqueueInspection;
import io.codemaster.api.inspection.FailInspection;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelRequested;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.inspection.PerformInspection;
import io.codemaster.api.inspection.QueueNextInspection;
import io.codemaster.api.inspection.RequestInspection;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.StopInspection;
import io.codemaster.api.repository.RecordAnalysis;
import io.codemaster.api.repository.RecordAnalysisFailure;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.RecordAiReview;
import io.codemaster.api.review.RecordAiReviewFailure;
import io.codemaster.api.review.ReviewId;

/**
 * The process behind an analysis or an AI review: a worker takes it, the agent answers, and whoever asked is told. Read it
 * as a list of "when … then …". Whatever it asks for may be asked for twice.
 */
@Saga
@ProcessingGroup("inspection-saga")
public class InspectionSaga {

    private static final String ATTEMPT_TIMEOUT = "inspection-timeout";

    private static final String CANCEL_TIMEOUT = "inspection-cancel-timeout";

    private static final String ATTEMPT_RETRY = "inspection-retry";

    private static final String WORKER = "workerId";

    /** Beyond the agent's own time limit: fetch and checkout, with limits below this. */
    private static final Duration BEYOND_AGENT = Duration.ofMinutes(20);

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(30);

    private CodegenTaskId runId;

    private InspectionOrder order;

    /** Who asked for a review; null for an analysis. */
    private @Nullable ReviewId reviewId;

    private Stage stage = Stage.ORDERED;

    private int attempt;

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
        PAUSED
    }

    @SuppressWarnings("NullAway.Init") // the first event gives run and order
    public InspectionSaga() {}

    // ---- the way to an answer ----

    @StartSaga
    @SagaEventHandler(associationProperty = "runId")
    void on(RepositoryAnalysisRequested event, CommandGateway commands) {
        runId = event.runId();
        order = event.order();
        tell(commands, new RequestInspection(runId, order, event.requestedBy()));
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "runId")
    void on(AiReviewRequested event, CommandGateway commands) {
        runId = event.runId();
        order = event.order();
        reviewId = event.reviewId();
        tell(commands, new RequestInspection(runId, order, event.requestedBy()));
    }

    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionQueued event, @Timestamp Instant at, CommandGateway commands) {
        stage = Stage.QUEUED;
        claimedBy = null;
        attempt = event.attempt();
        queuedAt = at;
        enqueue(commands, at);
    }

    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionClaimed event, CommandGateway commands, DeadlineManager deadlines) {
        stage = Stage.CLAIMED;
        claimedBy = event.workerId().value();
        SagaLifecycle.associateWith(WORKER, event.workerId().value());
        attemptDeadline = deadlines.schedule(event.limits().timeLimit().plus(BEYOND_AGENT), ATTEMPT_TIMEOUT);
        tell(commands, new PerformInspection(runId, attempt, order, event.limits()));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionAnswered event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(commands, deadlines);
        if (event.answer() instanceof ReviewAnswer answer && reviewId != null) {
            tell(commands, new RecordAiReview(reviewId, runId, answer, event.usage()));
        } else if (event.answer() instanceof AnalysisAnswer answer) {
            tell(commands, new RecordAnalysis(order.repositoryId(), runId, answer, event.usage()));
        }
    }

    // ---- when it fails ----

    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionAttemptFailed event, CommandGateway commands, DeadlineManager deadlines) {
        if (event.retryAt() == null) {
            return;
        }
        stage = Stage.PAUSED;
        conclude(commands, deadlines);
        retryDeadline = deadlines.schedule(event.retryAt(), ATTEMPT_RETRY);
    }

    @DeadlineHandler(deadlineName = ATTEMPT_RETRY)
    void onRetryDue(DeadlineMessage<?> due, CommandGateway commands) {
        retryDeadline = null;
        tell(commands, new QueueNextInspection(runId, attempt + 1));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionFailed event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(commands, deadlines);
        tellFailure(event.failure(), event.rawAnswer(), event.usage(), commands);
    }

    @DeadlineHandler(deadlineName = ATTEMPT_TIMEOUT)
    void onAttemptTimeout(@Timestamp Instant at, CommandGateway commands) {
        attemptDeadline = null;
        tell(commands, new StopInspection(runId, attempt));
        fail(FailureCode.WORKER_LOST, "The worker has not reported for too long. Look at its log.", at, commands);
    }

    // ---- when somebody cancels ----

    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionCancelRequested event, CommandGateway commands, DeadlineManager deadlines) {
        if (stage == Stage.PAUSED) {
            return;
        }
        cancelling = true;
        cancelDeadline = deadlines.schedule(CANCEL_PATIENCE, CANCEL_TIMEOUT);
        tell(commands, new StopInspection(runId, attempt));
    }

    @DeadlineHandler(deadlineName = CANCEL_TIMEOUT)
    void onCancelTimeout(DeadlineMessage<?> due, CommandGateway commands) {
        cancelDeadline = null;
        tell(commands, new ConfirmInspectionCancellation(runId, attempt));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "runId")
    void on(InspectionCancelled event, CommandGateway commands, DeadlineManager deadlines) {
        conclude(commands, deadlines);
        var failure = new Failure(
                FailureCode.INSPECTION_CANCELLED,
                event.step(),
                "Somebody cancelled it. It can be asked for again.",
                null);
        tellFailure(failure, null, event.usage(), commands);
    }

    // ---- when the worker was restarted ----

    /** What the worker had in its queue it has forgotten; what it ran itself is lost. */
    @SagaEventHandler(associationProperty = WORKER)
    void on(WorkerStarted event, @Timestamp Instant at, CommandGateway commands) {
        if (claimedBy != null && !claimedBy.equals(event.workerId().value())) {
            return;
        }
        if (stage == Stage.QUEUED && cancelling) {
            tell(commands, new ConfirmInspectionCancellation(runId, attempt));
        } else if (stage == Stage.QUEUED) {
            enqueue(commands, queuedAt == null ? at : queuedAt);
        } else if (stage == Stage.CLAIMED) {
            fail(
                    FailureCode.INTERRUPTED,
                    "The product was stopped while this ran. What the agent had printed is kept.",
                    at,
                    commands);
        }
    }

    // ---- steps that more than one event leads to ----

    private void enqueue(CommandGateway commands, Instant since) {
        @Nullable WorkerId worker = commands.sendAndWait(new EnqueueInspection(runId, attempt, order, since));
        if (worker != null) {
            SagaLifecycle.associateWith(WORKER, worker.value());
        }
    }

    private void fail(FailureCode code, String message, Instant at, CommandGateway commands) {
        var failure = new Failure(code, GenerationStep.ANALYSE, message, null);
        tell(commands, new FailInspection(runId, attempt, failure, at));
    }

    /** The files of an inspection are no evidence: they are the commit's. */
    private void conclude(CommandGateway commands, DeadlineManager deadlines) {
        cancelAll(deadlines);
        tell(commands, new ReleaseAttempt(runId, attempt, false));
    }

    private void tellFailure(Failure failure, @Nullable ArtifactId rawAnswer, Usage usage, CommandGateway commands) {
        if (reviewId != null) {
            tell(commands, new RecordAiReviewFailure(reviewId, runId, failure, usage));
        } else {
            tell(commands, new RecordAnalysisFailure(order.repositoryId(), runId, failure, rawAnswer, usage));
        }
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
