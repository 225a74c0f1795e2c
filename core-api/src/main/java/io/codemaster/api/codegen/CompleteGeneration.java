package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything is done. */
public record CompleteGeneration(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt)
        implements CodegenCommand {}
