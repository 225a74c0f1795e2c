package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * What a worker is asked to do for an inspection. It accepts at once and reports by {@link InspectionCommand}s; asked again
 * for the same run and attempt it does the work once.
 */
public sealed interface InspectionTask permits EnqueueInspection, PerformInspection, StopInspection {

    CodegenTaskId runId();

    int attempt();
}
