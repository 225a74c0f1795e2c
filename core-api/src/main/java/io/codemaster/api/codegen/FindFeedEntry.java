package io.codemaster.api.codegen;

/** Answers an {@code Optional<FeedEntry>} whose data is whole, however large. */
public record FindFeedEntry(CodegenTaskId taskId, long sequence) implements CodegenQuery {}
