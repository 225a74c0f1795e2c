package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The agent's process is gone and its transcript is closed; whether it succeeded is said by what is reported next. */
public record RecordAgentEnd(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, AgentOutcome outcome)
        implements CodegenCommand {}
