package io.codemaster.command.inspection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.CancelInspection;
import io.codemaster.api.inspection.ClaimInspection;
import io.codemaster.api.inspection.ConfirmInspectionCancellation;
import io.codemaster.api.inspection.FailInspection;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelRequested;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionId;
import io.codemaster.api.inspection.InspectionLimits;
import io.codemaster.api.inspection.InspectionPrepared;
import io.codemaster.api.inspection.InspectionPrompted;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.api.inspection.InspectionStarted;
import io.codemaster.api.inspection.QueueNextInspection;
import io.codemaster.api.inspection.RecordInspectedCommit;
import io.codemaster.api.inspection.RecordInspectionAnswer;
import io.codemaster.api.inspection.RecordInspectionEnd;
import io.codemaster.api.inspection.RecordInspectionPrompt;
import io.codemaster.api.inspection.RecordInspectionStart;
import io.codemaster.api.inspection.RequestInspection;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A run of the agent that only reads and answers: its attempts one after the other, and exactly one end. */
@Aggregate
class Inspection {

    @AggregateIdentifier
    private InspectionId id;

    private CodegenTaskId runId;

    private ProjectId projectId;

    private int attempt;

    private int automaticRetries;

    private InspectionPhase phase;

    private @Nullable InspectionLimits limits;

    private @Nullable UserId cancelRequestedBy;

    private Usage usage = Usage.NONE;

    /** What its worker has said of the current attempt. */
    private final Set<Object> said = new HashSet<>();

    Inspection() {}

    // ---- asked for ----

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @SuppressWarnings("NullAway") // the id is null exactly when nothing was stored yet
    void handle(RequestInspection command) {
        if (id != null) {
            return;
        }
        apply(new InspectionRequested(command.runId(), command.order(), command.requestedBy()));
        apply(new InspectionQueued(command.runId(), 1, command.order().projectId()));
    }

    @CommandHandler
    void handle(CancelInspection command) {
        if (phase.isOver()) {
            throw new CommandRejected(ErrorCode.GENERATION_ALREADY_FINISHED, "The run is over already.");
        }
        if (cancelRequestedBy != null) {
            return;
        }
        apply(new InspectionCancelRequested(runId, attempt, command.cancelledBy()));
        if (phase == InspectionPhase.PAUSED) {
            cancel(GenerationStep.QUEUE, command.cancelledBy());
        }
    }

    // ---- reported by the worker ----

    @CommandHandler
    void handle(ClaimInspection command) {
        if (cancelRequestedBy != null) {
            throw stale("is being cancelled");
        }
        once(
                new InspectionClaimed(runId, command.attempt(), command.workerId(), command.limits()),
                command.attempt(),
                InspectionPhase.QUEUED);
    }

    @CommandHandler
    void handle(RecordInspectedCommit command) {
        once(
                new InspectionPrepared(runId, command.attempt(), command.commit()),
                command.attempt(),
                InspectionPhase.CLAIMED);
    }

    @CommandHandler
    void handle(RecordInspectionPrompt command) {
        once(
                new InspectionPrompted(runId, command.attempt(), command.prompt(), command.bytes()),
                command.attempt(),
                InspectionPhase.PREPARED);
    }

    @CommandHandler
    void handle(RecordInspectionStart command) {
        once(
                new InspectionStarted(runId, command.attempt(), command.launch()),
                command.attempt(),
                InspectionPhase.PROMPTED);
    }

    @CommandHandler
    void handle(RecordInspectionEnd command) {
        if (command.attempt() == attempt && (phase == InspectionPhase.FINISHED || phase == InspectionPhase.ANSWERED)) {
            return;
        }
        expect(command.attempt(), InspectionPhase.RUNNING);
        var failure = command.failure();
        apply(new InspectionFinished(runId, attempt, command.outcome(), failure == null));
        if (failure != null) {
            fail(failure, command.rawAnswer(), command.at());
        }
    }

    @CommandHandler
    void handle(RecordInspectionAnswer command) {
        if (phase == InspectionPhase.ANSWERED && command.attempt() == attempt) {
            return;
        }
        if (phase != InspectionPhase.PREPARED) {
            expect(command.attempt(), InspectionPhase.FINISHED);
        }
        apply(new InspectionAnswered(runId, attempt, command.answer(), usage));
    }

    @CommandHandler
    void handle(FailInspection command) {
        if (phase.isOver() || phase == InspectionPhase.PAUSED || command.attempt() != attempt) {
            return;
        }
        fail(command.failure(), null, command.at());
    }

    @CommandHandler
    void handle(ConfirmInspectionCancellation command) {
        if (phase.isOver() || command.attempt() != attempt || cancelRequestedBy == null) {
            return;
        }
        cancel(stepOf(phase), cancelRequestedBy);
    }

    // ---- decided by the process ----

    @CommandHandler
    void handle(QueueNextInspection command) {
        if (phase == InspectionPhase.PAUSED && command.attempt() == attempt + 1) {
            apply(new InspectionQueued(runId, attempt + 1, projectId));
        }
    }

    private void fail(Failure failure, @Nullable ArtifactId rawAnswer, Instant at) {
        if (cancelRequestedBy != null) {
            cancel(failure.step(), cancelRequestedBy);
            return;
        }
        var retryAt = retryAt(failure, at);
        apply(new InspectionAttemptFailed(runId, attempt, failure, rawAnswer, retryAt));
        if (retryAt == null) {
            apply(new InspectionFailed(runId, attempt, failure, rawAnswer, usage));
        }
    }

    private @Nullable Instant retryAt(Failure failure, Instant at) {
        if (limits == null || !failure.code().isPassing() || automaticRetries >= limits.retries()) {
            return null;
        }
        return failure.retryAt(at, limits.retryPause());
    }

    private void cancel(GenerationStep step, UserId by) {
        apply(new InspectionCancelled(runId, attempt, step, by, usage));
    }

    private static GenerationStep stepOf(InspectionPhase phase) {
        return switch (phase) {
            case QUEUED, PAUSED -> GenerationStep.QUEUE;
            case CLAIMED -> GenerationStep.CLONE;
            case PREPARED, PROMPTED, RUNNING -> GenerationStep.ANALYSE;
            case FINISHED -> GenerationStep.CHECK;
            case ANSWERED, FAILED, CANCELLED -> GenerationStep.DONE;
        };
    }

    private void expect(int reportedAttempt, InspectionPhase expected) {
        if (reportedAttempt != attempt) {
            throw stale("is at attempt %d, not %d".formatted(attempt, reportedAttempt));
        }
        if (phase != expected) {
            throw stale("is %s, not %s".formatted(phase, expected));
        }
    }

    /**
     * Records what a worker reports. One that never got the answer says the same again, and hears that it is recorded: were
     * it refused, it would take the attempt for somebody else's and let go of it.
     */
    private void once(InspectionEvent report, int reportedAttempt, InspectionPhase expected) {
        if (phase.compareTo(InspectionPhase.PAUSED) < 0 && said.contains(report)) {
            return;
        }
        expect(reportedAttempt, expected);
        apply(report);
    }

    private CommandRejected stale(String why) {
        return new CommandRejected(ErrorCode.GENERATION_STALE_REPORT, "Inspection %s %s.".formatted(runId, why));
    }

    // ---- state ----

    @EventSourcingHandler
    void on(InspectionRequested event) {
        id = InspectionId.of(event.runId());
        runId = event.runId();
        projectId = event.order().projectId();
    }

    @EventSourcingHandler
    void on(InspectionQueued event) {
        automaticRetries = phase == InspectionPhase.PAUSED ? automaticRetries + 1 : automaticRetries;
        attempt = event.attempt();
        phase = InspectionPhase.QUEUED;
        said.clear();
    }

    @EventSourcingHandler
    void on(InspectionClaimed event) {
        phase = InspectionPhase.CLAIMED;
        said.add(event);
        limits = event.limits();
    }

    @EventSourcingHandler
    void on(InspectionPrepared event) {
        phase = InspectionPhase.PREPARED;
        said.add(event);
    }

    @EventSourcingHandler
    void on(InspectionPrompted event) {
        phase = InspectionPhase.PROMPTED;
        said.add(event);
    }

    @EventSourcingHandler
    void on(InspectionStarted event) {
        phase = InspectionPhase.RUNNING;
        said.add(event);
    }

    @EventSourcingHandler
    void on(InspectionFinished event) {
        phase = InspectionPhase.FINISHED;
        usage = usage.plus(event.outcome().usage());
    }

    @EventSourcingHandler
    void on(InspectionAnswered event) {
        phase = InspectionPhase.ANSWERED;
    }

    @EventSourcingHandler
    void on(InspectionAttemptFailed event) {
        phase = event.retryAt() != null ? InspectionPhase.PAUSED : InspectionPhase.FAILED;
    }

    @EventSourcingHandler
    void on(InspectionFailed event) {
        phase = InspectionPhase.FAILED;
    }

    @EventSourcingHandler
    void on(InspectionCancelRequested event) {
        cancelRequestedBy = event.requestedBy();
    }

    @EventSourcingHandler
    void on(InspectionCancelled event) {
        phase = InspectionPhase.CANCELLED;
    }
}
