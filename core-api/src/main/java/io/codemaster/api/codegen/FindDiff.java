package io.codemaster.api.codegen;

/** Answers an {@code Optional<DiffDetails>}: empty while nothing is captured. */
public record FindDiff(CodegenTaskId taskId) implements CodegenQuery {}
