package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** The generation stopped because somebody asked for it. */
@Revision("1")
public record GenerationCancelled(
        CodegenTaskId taskId, int attempt, GenerationStep step, UserId cancelledBy, Usage usage)
        implements CodegenEvent {}
