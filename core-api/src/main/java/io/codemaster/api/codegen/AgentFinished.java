package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The agent is gone; where it did not succeed, what it failed of follows. */
@Revision("1")
public record AgentFinished(CodegenTaskId taskId, int attempt, AgentOutcome outcome, boolean succeeded)
        implements CodegenEvent {}
