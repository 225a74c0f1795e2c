package io.codemaster.api.codegen;

import java.time.Instant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * An attempt failed. The generation decides whether it is tried again: only what can pass, as often as the order allows.
 * Where somebody has asked to cancel, it is cancelled instead.
 *
 * @param at when it failed; the pause before another attempt counts from here
 */
public record FailAttempt(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, Failure failure, Instant at)
        implements CodegenCommand {}
