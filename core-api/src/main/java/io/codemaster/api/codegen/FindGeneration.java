package io.codemaster.api.codegen;

/** Answers an {@code Optional<GenerationDetails>}. */
public record FindGeneration(CodegenTaskId taskId) implements CodegenQuery {}
