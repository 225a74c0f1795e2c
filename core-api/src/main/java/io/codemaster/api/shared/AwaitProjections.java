package io.codemaster.api.shared;

/**
 * Waits until every view has passed an event, at most 2 s. Answers a {@code Boolean}: whether they have.
 *
 * @param position the event's global index in the event store
 */
public record AwaitProjections(long position) {}
