package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody took the evidence of the generation with them: everything that is known of it, signed. */
@Revision("1")
public record EvidenceExported(CodegenTaskId taskId, UserId exportedBy) implements CodegenEvent {}
