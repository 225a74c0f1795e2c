package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.CodegenTaskId;

/** The agent runs. */
@Revision("1")
public record InspectionStarted(CodegenTaskId runId, int attempt, AgentLaunch launch) implements InspectionEvent {}
