package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The change is committed and its patch kept. */
@Revision("1")
public record ChangesCaptured(CodegenTaskId taskId, int attempt, CapturedChanges changes) implements CodegenEvent {}
