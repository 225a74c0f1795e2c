package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The pause after a failed attempt is over. {@code attempt} is the new one's number. */
public record QueueNextAttempt(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt)
        implements CodegenCommand {}
