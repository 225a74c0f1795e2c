package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody asked the generation to stop; it has not stopped yet. */
@Revision("1")
public record GenerationCancelRequested(CodegenTaskId taskId, int attempt, UserId cancelledBy)
        implements CodegenEvent {}
