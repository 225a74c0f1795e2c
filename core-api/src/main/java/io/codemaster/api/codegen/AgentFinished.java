package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The agent is gone, whether it succeeded or not. */
@Revision("1")
public record AgentFinished(CodegenTaskId taskId, int attempt, AgentOutcome outcome) implements CodegenEvent {}
