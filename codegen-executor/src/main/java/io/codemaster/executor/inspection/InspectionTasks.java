package io.codemaster.executor.inspection;

import java.util.Optional;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.inspection.EnqueueInspection;
import io.codemaster.api.inspection.InspectionKind;
import io.codemaster.api.inspection.InspectionTask;
import io.codemaster.api.inspection.PerformInspection;
import io.codemaster.api.inspection.StopInspection;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunFamily;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunReports;
import io.codemaster.executor.shared.RunSlots;

/** Takes the tasks of inspections; they share the worker's slots with generations. */
@Component
class InspectionTasks implements RunFamily {

    private final RunSlots slots;

    private final InspectionSteps steps;

    private final InspectionAllowance allowance;

    InspectionTasks(RunSlots slots, InspectionSteps steps, InspectionAllowance allowance) {
        this.slots = slots;
        this.steps = steps;
        this.allowance = allowance;
    }

    @CommandHandler
    @Nullable WorkerId handle(EnqueueInspection task) {
        return slots.enqueue(
                key(task), task.order().projectId(), task.queuedAt(), reports(InspectionKind.of(task.order())));
    }

    @CommandHandler
    void handle(PerformInspection task) {
        if (!slots.handOn(key(task), task)) {
            perform(task);
        }
    }

    private void perform(PerformInspection task) {
        slots.perform(
                key(task),
                "inspect",
                GenerationStep.ANALYSE,
                new InspectionReports(kind(InspectionKind.of(task.order())), task.limits()),
                stop -> steps.inspect(key(task), task, stop));
    }

    @CommandHandler
    void handle(StopInspection task) {
        if (!slots.handOn(key(task), task)) {
            stop(task);
        }
    }

    private void stop(StopInspection task) {
        slots.stop(key(task), reports(InspectionKind.ANALYSIS));
    }

    @Override
    public Optional<RunReports> reports(RunKind kind) {
        return switch (kind) {
            case GENERATION -> Optional.empty();
            case ANALYSIS -> Optional.of(reports(InspectionKind.ANALYSIS));
            case REVIEW -> Optional.of(reports(InspectionKind.REVIEW));
        };
    }

    @Override
    public boolean take(Object task) {
        if (task instanceof PerformInspection it) {
            perform(it);
        } else if (task instanceof StopInspection it) {
            stop(it);
        } else {
            return false;
        }
        return true;
    }

    private RunReports reports(InspectionKind kind) {
        return new InspectionReports(kind(kind), allowance.of(kind));
    }

    private static RunKind kind(InspectionKind kind) {
        return kind == InspectionKind.ANALYSIS ? RunKind.ANALYSIS : RunKind.REVIEW;
    }

    private static AttemptKey key(InspectionTask task) {
        return new AttemptKey(task.runId(), task.attempt());
    }
}
