package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Whether another attempt may be asked for; changes nothing. Answers the {@link GenerationOrder}, or refuses. */
public record CheckRetry(@TargetAggregateIdentifier CodegenTaskId taskId) implements CodegenCommand, Check {}
