package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The agent's process runs. */
public record RecordAgentStart(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, AgentLaunch launch)
        implements CodegenCommand {}
