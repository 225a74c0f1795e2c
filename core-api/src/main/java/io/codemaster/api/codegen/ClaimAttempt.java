package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A worker takes a queued attempt. Refused when the attempt is not the queued one any more. */
public record ClaimAttempt(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, WorkerId workerId)
        implements CodegenCommand {}
