package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Creates the generation that a requirement ordered and queues its first attempt. Asked again it changes nothing. */
public record RequestGeneration(
        @TargetAggregateIdentifier CodegenTaskId taskId, GenerationOrder order, UserId requestedBy)
        implements CodegenCommand {}
