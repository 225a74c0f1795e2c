package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;

/** The agent is gone; where it did not succeed, what it failed of follows. */
@Revision("1")
public record InspectionFinished(CodegenTaskId runId, int attempt, AgentOutcome outcome, boolean succeeded)
        implements InspectionEvent {}
