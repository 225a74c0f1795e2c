package io.codemaster.executor.inspection;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.inspection.EnqueueInspection;
import io.codemaster.api.inspection.InspectionKind;
import io.codemaster.api.inspection.InspectionTask;
import io.codemaster.api.inspection.PerformInspection;
import io.codemaster.api.inspection.StopInspection;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunSlots;

/** Takes the tasks of inspections; they share the worker's slots with generations. */
@Component
class InspectionTasks {

    private final RunSlots slots;

    private final InspectionSteps steps;

    private final InspectionAllowance allowance;

    InspectionTasks(RunSlots slots, InspectionSteps steps, InspectionAllowance allowance) {
        this.slots = slots;
        this.steps = steps;
        this.allowance = allowance;
    }

    @CommandHandler
    WorkerId handle(EnqueueInspection task) {
        var limits = allowance.of(InspectionKind.of(task.order()));
        return slots.enqueue(key(task), task.order().projectId(), task.queuedAt(), new InspectionReports(limits));
    }

    @CommandHandler
    void handle(PerformInspection task) {
        slots.perform(
                key(task),
                "inspect",
                GenerationStep.ANALYSE,
                new InspectionReports(task.limits()),
                stop -> steps.inspect(key(task), task, stop));
    }

    @CommandHandler
    void handle(StopInspection task) {
        slots.stop(key(task), new InspectionReports(allowance.of(InspectionKind.ANALYSIS)));
    }

    private static AttemptKey key(InspectionTask task) {
        return new AttemptKey(task.runId(), task.attempt());
    }
}
