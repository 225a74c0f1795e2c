package io.codemaster.query.shared;

import java.util.Optional;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionPrepared;
import io.codemaster.api.inspection.InspectionPrompted;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.api.inspection.InspectionStarted;

/** Where a run is for a client: the one place that says what each event makes of status and step. */
public record RunState(GenerationStatus status, GenerationStep step) {

    /** Waits for a worker, or for the pause before another attempt. */
    public static final RunState WAITING = new RunState(GenerationStatus.PENDING, GenerationStep.QUEUE);

    private static final RunState CLONING = new RunState(GenerationStatus.CLONING, GenerationStep.CLONE);

    private static final RunState ANALYSING = new RunState(GenerationStatus.RUNNING, GenerationStep.ANALYSE);

    private static final RunState GENERATING = new RunState(GenerationStatus.RUNNING, GenerationStep.GENERATE);

    private static final RunState CHECKING = new RunState(GenerationStatus.RUNNING, GenerationStep.CHECK);

    /** The state that the event leads to, or empty when it changes nothing about it. */
    public static Optional<RunState> after(CodegenEvent event) {
        if (event instanceof GenerationRequested || event instanceof AttemptQueued) {
            return Optional.of(WAITING);
        }
        if (event instanceof AttemptClaimed) {
            return Optional.of(CLONING);
        }
        if (event instanceof WorkspacePrepared || event instanceof PromptComposed) {
            return Optional.of(ANALYSING);
        }
        if (event instanceof AgentStarted) {
            return Optional.of(GENERATING);
        }
        if (event instanceof AgentFinished finished) {
            return finished.succeeded() ? Optional.of(CHECKING) : Optional.empty();
        }
        if (event instanceof ChangesCaptured || event instanceof BranchPushed) {
            return Optional.of(CHECKING);
        }
        return afterTheEnd(event);
    }

    /** The state of an inspection that the event leads to, or empty when it changes nothing about it. */
    public static Optional<RunState> after(InspectionEvent event) {
        if (event instanceof InspectionRequested || event instanceof InspectionQueued) {
            return Optional.of(WAITING);
        }
        if (event instanceof InspectionClaimed) {
            return Optional.of(CLONING);
        }
        if (event instanceof InspectionPrepared
                || event instanceof InspectionPrompted
                || event instanceof InspectionStarted) {
            return Optional.of(ANALYSING);
        }
        if (event instanceof InspectionFinished finished) {
            return finished.succeeded() ? Optional.of(CHECKING) : Optional.empty();
        }
        if (event instanceof InspectionAttemptFailed failed) {
            return Optional.of(
                    failed.retryAt() != null ? WAITING : failed(failed.failure().step()));
        }
        if (event instanceof InspectionFailed failed) {
            return Optional.of(failed(failed.failure().step()));
        }
        if (event instanceof InspectionCancelled cancelled) {
            return Optional.of(new RunState(GenerationStatus.CANCELLED, cancelled.step()));
        }
        return event instanceof InspectionAnswered
                ? Optional.of(new RunState(GenerationStatus.COMPLETED, GenerationStep.DONE))
                : Optional.empty();
    }

    private static RunState failed(GenerationStep step) {
        return new RunState(GenerationStatus.FAILED, step);
    }

    private static Optional<RunState> afterTheEnd(CodegenEvent event) {
        if (event instanceof AttemptFailed failed) {
            return failed.retryAt() == null
                    ? Optional.of(new RunState(
                            GenerationStatus.FAILED, failed.failure().step()))
                    : Optional.of(WAITING);
        }
        if (event instanceof GenerationFailed failed) {
            return Optional.of(
                    new RunState(GenerationStatus.FAILED, failed.failure().step()));
        }
        if (event instanceof GenerationCancelled cancelled) {
            return Optional.of(new RunState(GenerationStatus.CANCELLED, cancelled.step()));
        }
        if (event instanceof GenerationCompleted) {
            return Optional.of(new RunState(GenerationStatus.COMPLETED, GenerationStep.DONE));
        }
        return Optional.empty();
    }
}
