package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The generation is over without a delivery. */
@Revision("1")
public record GenerationFailed(CodegenTaskId taskId, int attempt, Failure failure, Usage usage)
        implements CodegenEvent {}
