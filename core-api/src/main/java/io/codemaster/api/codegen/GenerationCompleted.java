package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.requirement.Delivery;

/** The generation is over and its branch is delivered. */
@Revision("1")
public record GenerationCompleted(CodegenTaskId taskId, int attempt, Delivery delivery, DiffStat stat, Usage usage)
        implements CodegenEvent {}
