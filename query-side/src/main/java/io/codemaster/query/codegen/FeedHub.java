package io.codemaster.query.codegen;

import java.util.List;

/**
 * Hands new events of the streams to those who follow them. Whoever subscribes and then reads history misses nothing: an
 * event is in the table before it is handed over.
 */
interface FeedHub {

    /** Hands over rows that are committed, in order. Does not wait for anybody. */
    void publish(List<FeedRow> rows);

    /** Starts handing over; until the subscription is closed. */
    Subscription subscribe(String taskId, Follower follower);

    /**
     * What follows an event, where it is at hand: in order, without a gap, right from the next one on. Empty where it is not;
     * the read model knows then.
     */
    default List<FeedFrame> recent(String taskId, long after) {
        return List.of();
    }

    /** The newest events of a stream were read from the read model: where they were not at hand, they may be from now on. */
    default void reread(String taskId, List<FeedRow> newest) {}

    /** Somebody who follows one stream. */
    interface Follower {

        /** New events, in order. Must return at once. */
        void onNew(List<FeedFrame> frames);

        /** The read model has events up to this number; they are not handed over. Must return at once. */
        void onAhead(long sequence);
    }

    /** The right to be told. */
    interface Subscription {

        /** Ends it. Ending it again changes nothing. */
        void close();
    }
}
