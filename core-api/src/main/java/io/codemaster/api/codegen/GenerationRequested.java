package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A generation exists. */
@Revision("1")
public record GenerationRequested(CodegenTaskId taskId, GenerationOrder order, UserId requestedBy)
        implements CodegenEvent {}
