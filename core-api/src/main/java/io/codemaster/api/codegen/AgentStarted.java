package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The agent runs. */
@Revision("1")
public record AgentStarted(CodegenTaskId taskId, int attempt, AgentLaunch launch) implements CodegenEvent {}
