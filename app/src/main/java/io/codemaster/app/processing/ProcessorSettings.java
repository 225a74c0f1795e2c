package io.codemaster.app.processing;

import java.time.Duration;

/**
 * How one processing group is run.
 *
 * @param group its name, which is the processor's name too
 * @param kind what handles the events
 * @param segments into how many parts its sequences are dealt out at the first start; 1 keeps all events in one order
 * @param threads how many of them this process works on at once
 * @param batchSize events in one transaction
 * @param pause from one batch to the next while few events follow each other; zero for what people watch
 * @param keys what makes events one sequence
 * @param divisible whether more than one segment is right: whether no sequence needs to see another one's events before
 *     its own
 */
public record ProcessorSettings(
        String group,
        Kind kind,
        int segments,
        int threads,
        int batchSize,
        Duration pause,
        SequenceKeys keys,
        boolean divisible) {

    /** What handles the events of a group. All of them run in tracking processors, which hear of an append at once. */
    public enum Kind {
        /** A view, which can be made again from the events. */
        PROJECTION,
        /** The numbered events of the streams: a view whose latency people see. */
        FEED,
        /** A process, which sends commands and cannot be replayed. */
        SAGA
    }
}
