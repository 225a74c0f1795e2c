package io.codemaster.api.codegen;

import java.time.Instant;

/**
 * One durable event of a generation's stream.
 *
 * @param sequence its number in the generation, 1, 2, 3 … without a gap
 * @param event {@code status}, {@code output}, {@code error} or {@code done}
 * @param data its JSON, one line
 */
public record FeedEntry(long sequence, String event, Instant at, String data) {}
