package io.codemaster.api.codegen;

import java.time.Instant;

/**
 * What leads from an event of the stream to the stored event that it was made from.
 *
 * @param event {@code status}, {@code output}, {@code error} or {@code done}
 * @param at when the stored event was recorded
 * @param attempt whose transcript an output line stands in
 * @param number of an output line its place in that transcript; else which one of its kind it is at this moment, from 1
 */
public record FeedOrigin(String event, Instant at, int attempt, long number) {}
