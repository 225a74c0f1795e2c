package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nothing of the attempt runs any more, so the generation is cancelled. */
public record ConfirmCancellation(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt)
        implements CodegenCommand {}
