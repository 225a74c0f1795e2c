package io.codemaster.api.codegen;

/** Answers an {@code Optional<FeedOrigin>}: which stored event an event of the stream was made from. */
public record FindFeedOrigin(CodegenTaskId taskId, long sequence) implements CodegenQuery {}
