package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Queues another attempt of a failed or cancelled generation. Asked again it changes nothing. */
public record RetryGeneration(@TargetAggregateIdentifier CodegenTaskId taskId, UserId retriedBy)
        implements CodegenCommand {}
