package io.codemaster.api.codegen;

/** Answers an {@code Optional<String>}: the prompt of the newest attempt that has one, as it was sent. */
public record FindPrompt(CodegenTaskId taskId) implements CodegenQuery {}
