package io.codemaster.api.codegen;

/**
 * Answers a {@code List<FeedEntry>} in order: what follows {@code after}, at most {@code limit} (1 to 1000) entries.
 *
 * @param after a sequence number; 0 for the beginning
 */
public record FindFeed(CodegenTaskId taskId, long after, int limit) implements CodegenQuery {}
