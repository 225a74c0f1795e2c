package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Somebody wants it to stop. Refused when it is over. Asked again it changes nothing. */
public record CancelGeneration(@TargetAggregateIdentifier CodegenTaskId taskId, UserId cancelledBy)
        implements CodegenCommand {}
