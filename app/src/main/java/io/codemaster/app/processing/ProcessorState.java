package io.codemaster.app.processing;

import org.jspecify.annotations.Nullable;

/**
 * How a processor is doing in this process.
 *
 * @param name the processing group
 * @param kind what handles its events
 * @param condition in a word
 * @param segments how many segments this process works on
 * @param threads how many it may work on at once
 * @param position the last event that every segment has passed; null before the first
 * @param lagEvents how many events are behind that position, gaps included
 * @param lagSeconds how old the oldest of them is; 0 when there is none
 * @param error why it waits; null when it does not
 * @param held how many sequences are held because an event of them could not be handled
 */
public record ProcessorState(
        String name,
        ProcessorSettings.Kind kind,
        Condition condition,
        int segments,
        int threads,
        @Nullable Long position,
        long lagEvents,
        long lagSeconds,
        @Nullable String error,
        long held) {

    /** A processor's condition in a word. */
    public enum Condition {
        /** It has handled every event, or is about to. */
        RUNNING,
        /** It has more to do than it should. */
        BEHIND,
        /** It tries the same event again and again, with growing pauses. */
        FAILING,
        /** No segment is worked on here. */
        STOPPED
    }
}
