package io.codemaster.api.inspection;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.CodegenTaskId;

/** Tells that the agent runs. */
public record RecordInspectionStart(CodegenTaskId runId, int attempt, AgentLaunch launch)
        implements InspectionCommand {}
