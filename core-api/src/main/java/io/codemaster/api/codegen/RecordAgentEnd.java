package io.codemaster.api.codegen;

import java.time.Instant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's process is gone and its transcript is closed.
 *
 * @param failure null when it succeeded; else the attempt fails with it
 * @param at when it ended
 */
public record RecordAgentEnd(
        @TargetAggregateIdentifier CodegenTaskId taskId,
        int attempt,
        AgentOutcome outcome,
        @Nullable Failure failure,
        Instant at)
        implements CodegenCommand {}
