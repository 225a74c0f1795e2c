package io.codemaster.command.codegen;

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

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.CancelGeneration;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CheckRetry;
import io.codemaster.api.codegen.ClaimAttempt;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.CompleteGeneration;
import io.codemaster.api.codegen.ConfirmCancellation;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.EvidenceExported;
import io.codemaster.api.codegen.FailAttempt;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.QueueNextAttempt;
import io.codemaster.api.codegen.RecordAgentEnd;
import io.codemaster.api.codegen.RecordAgentStart;
import io.codemaster.api.codegen.RecordChanges;
import io.codemaster.api.codegen.RecordEvidenceExport;
import io.codemaster.api.codegen.RecordPrompt;
import io.codemaster.api.codegen.RecordPush;
import io.codemaster.api.codegen.RecordWorkspace;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.RetryGeneration;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A generation: its attempts one after the other, each in phases that only go forward, and exactly one end. */
@Aggregate
class CodegenTask {

    @AggregateIdentifier
    private CodegenTaskId id;

    private GenerationOrder order;

    private int attempt;

    private int automaticRetries;

    private AttemptPhase phase;

    private @Nullable UserId cancelRequestedBy;

    private @Nullable Delivery delivery;

    private DiffStat stat = new DiffStat(0, 0, 0);

    private Usage usage = Usage.NONE;

    /** What its worker has said of the current attempt. */
    private final Set<Object> said = new HashSet<>();

    CodegenTask() {}

    // ---- asked by people ----

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @SuppressWarnings("NullAway") // the id is null exactly when nothing was stored yet
    void handle(RequestGeneration command) {
        if (id != null) {
            return;
        }
        apply(new GenerationRequested(command.taskId(), command.order(), command.requestedBy()));
        apply(new AttemptQueued(command.taskId(), 1, command.order().projectId()));
    }

    @CommandHandler
    void handle(CancelGeneration command) {
        if (phase.isOver()) {
            throw new CommandRejected(ErrorCode.GENERATION_ALREADY_FINISHED, "The generation is over already.");
        }
        if (phase == AttemptPhase.PUSHED) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_ALREADY_DELIVERED,
                    "The branch is pushed already; the generation is complete.");
        }
        if (cancelRequestedBy != null) {
            return;
        }
        apply(new GenerationCancelRequested(id, attempt, command.cancelledBy()));
        if (phase == AttemptPhase.PAUSED) {
            cancel(command.cancelledBy());
        }
    }

    @CommandHandler
    GenerationOrder handle(CheckRetry command) {
        if (phase == AttemptPhase.COMPLETED) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_ALREADY_DELIVERED,
                    "The generation is complete. Start a new one from its requirement.");
        }
        if (!phase.isOver()) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_NOT_FINISHED, "The generation is under way. Wait for it to end or cancel it.");
        }
        return order;
    }

    @CommandHandler
    void handle(RecordEvidenceExport command) {
        apply(new EvidenceExported(id, command.exportedBy()));
    }

    @CommandHandler
    void handle(RetryGeneration command) {
        if (phase != AttemptPhase.FAILED && phase != AttemptPhase.CANCELLED) {
            return;
        }
        apply(new GenerationRetried(id, attempt + 1, command.retriedBy()));
        apply(new AttemptQueued(id, attempt, order.projectId()));
    }

    // ---- reported by the worker ----

    @CommandHandler
    void handle(ClaimAttempt command) {
        if (cancelRequestedBy != null) {
            throw stale("is being cancelled");
        }
        once(new AttemptClaimed(id, command.attempt(), command.workerId()), command.attempt(), AttemptPhase.QUEUED);
    }

    @CommandHandler
    void handle(RecordWorkspace command) {
        once(
                new WorkspacePrepared(id, command.attempt(), command.branch(), command.baseCommit()),
                command.attempt(),
                AttemptPhase.CLAIMED);
    }

    @CommandHandler
    void handle(RecordPrompt command) {
        once(
                new PromptComposed(id, command.attempt(), command.prompt(), command.bytes()),
                command.attempt(),
                AttemptPhase.PREPARED);
    }

    @CommandHandler
    void handle(RecordAgentStart command) {
        once(new AgentStarted(id, command.attempt(), command.launch()), command.attempt(), AttemptPhase.PROMPTED);
    }

    @CommandHandler
    void handle(RecordAgentEnd command) {
        if (isRepeated(command.attempt(), AttemptPhase.AGENT_FINISHED)) {
            return;
        }
        expect(command.attempt(), AttemptPhase.RUNNING);
        var failure = command.failure();
        apply(new AgentFinished(id, attempt, command.outcome(), failure == null));
        if (failure != null) {
            fail(failure, command.at());
        }
    }

    @CommandHandler
    void handle(RecordChanges command) {
        if (isRepeated(command.attempt(), AttemptPhase.CAPTURED)) {
            return;
        }
        expect(command.attempt(), AttemptPhase.AGENT_FINISHED);
        apply(new ChangesCaptured(id, attempt, command.changes()));
    }

    @CommandHandler
    void handle(RecordPush command) {
        if (isRepeated(command.attempt(), AttemptPhase.PUSHED)) {
            return;
        }
        expect(command.attempt(), AttemptPhase.CAPTURED);
        apply(new BranchPushed(id, attempt, command.branch(), command.headCommit()));
    }

    @CommandHandler
    void handle(FailAttempt command) {
        if (command.attempt() != attempt || phase.isOver() || phase == AttemptPhase.PAUSED) {
            throw stale("has ended already");
        }
        fail(command.failure(), command.at());
    }

    @CommandHandler
    void handle(ConfirmCancellation command) {
        if (command.attempt() == attempt && !phase.isOver() && cancelRequestedBy != null) {
            cancel(cancelRequestedBy);
        }
    }

    // ---- decided by the process ----

    @CommandHandler
    void handle(CompleteGeneration command) {
        if (isRepeated(command.attempt(), AttemptPhase.COMPLETED)) {
            return;
        }
        expect(command.attempt(), AttemptPhase.PUSHED);
        if (delivery != null) {
            apply(new GenerationCompleted(id, attempt, delivery, stat, usage));
        }
    }

    @CommandHandler
    void handle(QueueNextAttempt command) {
        if (phase == AttemptPhase.PAUSED && command.attempt() == attempt + 1) {
            apply(new AttemptQueued(id, attempt + 1, order.projectId()));
        }
    }

    private void fail(Failure failure, Instant at) {
        if (cancelRequestedBy != null) {
            apply(new GenerationCancelled(id, attempt, failure.step(), cancelRequestedBy, usage));
            return;
        }
        var retries =
                failure.code().isPassing() && automaticRetries < order.options().retries();
        apply(new AttemptFailed(
                id,
                attempt,
                failure,
                retries ? failure.retryAt(at, order.options().retryPause()) : null));
        if (!retries) {
            apply(new GenerationFailed(id, attempt, failure, usage));
        }
    }

    private void cancel(UserId by) {
        apply(new GenerationCancelled(id, attempt, stepOf(phase), by, usage));
    }

    private static GenerationStep stepOf(AttemptPhase phase) {
        return switch (phase) {
            case QUEUED, PAUSED -> GenerationStep.QUEUE;
            case CLAIMED -> GenerationStep.CLONE;
            case PREPARED, PROMPTED -> GenerationStep.ANALYSE;
            case RUNNING -> GenerationStep.GENERATE;
            case AGENT_FINISHED, CAPTURED, PUSHED -> GenerationStep.CHECK;
            case COMPLETED, FAILED, CANCELLED -> GenerationStep.DONE;
        };
    }

    private void expect(int reportedAttempt, AttemptPhase expected) {
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
    private void once(CodegenEvent report, int reportedAttempt, AttemptPhase expected) {
        if (phase.compareTo(AttemptPhase.PAUSED) < 0 && said.contains(report)) {
            return;
        }
        expect(reportedAttempt, expected);
        apply(report);
    }

    private boolean isRepeated(int reportedAttempt, AttemptPhase reached) {
        var reachedAlready = phase.compareTo(reached) >= 0 && phase.compareTo(AttemptPhase.PAUSED) < 0;
        return phase == AttemptPhase.COMPLETED || (reportedAttempt == attempt && reachedAlready);
    }

    private CommandRejected stale(String why) {
        return new CommandRejected(ErrorCode.GENERATION_STALE_REPORT, "Generation %s %s.".formatted(id, why));
    }

    // ---- state ----

    @EventSourcingHandler
    void on(GenerationRequested event) {
        id = event.taskId();
        order = event.order();
    }

    @EventSourcingHandler
    void on(AttemptQueued event) {
        automaticRetries = phase == AttemptPhase.PAUSED ? automaticRetries + 1 : automaticRetries;
        attempt = event.attempt();
        phase = AttemptPhase.QUEUED;
        said.clear();
    }

    @EventSourcingHandler
    void on(AttemptClaimed event) {
        phase = AttemptPhase.CLAIMED;
        said.add(event);
    }

    @EventSourcingHandler
    void on(WorkspacePrepared event) {
        phase = AttemptPhase.PREPARED;
        said.add(event);
    }

    @EventSourcingHandler
    void on(PromptComposed event) {
        phase = AttemptPhase.PROMPTED;
        said.add(event);
    }

    @EventSourcingHandler
    void on(AgentStarted event) {
        phase = AttemptPhase.RUNNING;
        said.add(event);
    }

    @EventSourcingHandler
    void on(AgentFinished event) {
        phase = AttemptPhase.AGENT_FINISHED;
        usage = usage.plus(event.outcome().usage());
    }

    @EventSourcingHandler
    void on(ChangesCaptured event) {
        phase = AttemptPhase.CAPTURED;
        stat = event.changes().stat();
    }

    @EventSourcingHandler
    void on(BranchPushed event) {
        phase = AttemptPhase.PUSHED;
        delivery = new Delivery(event.branch(), event.headCommit());
    }

    @EventSourcingHandler
    void on(GenerationCompleted event) {
        phase = AttemptPhase.COMPLETED;
    }

    @EventSourcingHandler
    void on(AttemptFailed event) {
        phase = event.retryAt() != null ? AttemptPhase.PAUSED : AttemptPhase.FAILED;
    }

    @EventSourcingHandler
    void on(GenerationFailed event) {
        phase = AttemptPhase.FAILED;
    }

    @EventSourcingHandler
    void on(GenerationCancelRequested event) {
        cancelRequestedBy = event.cancelledBy();
    }

    @EventSourcingHandler
    void on(GenerationCancelled event) {
        phase = AttemptPhase.CANCELLED;
    }

    @EventSourcingHandler
    void on(GenerationRetried event) {
        attempt = event.attempt();
        automaticRetries = 0;
        cancelRequestedBy = null;
        stat = new DiffStat(0, 0, 0);
    }
}
