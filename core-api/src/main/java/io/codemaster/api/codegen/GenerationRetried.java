package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody asked for another attempt; {@code attempt} is its number. */
@Revision("1")
public record GenerationRetried(CodegenTaskId taskId, int attempt, UserId retriedBy) implements CodegenEvent {}
