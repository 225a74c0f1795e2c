package io.codemaster.query.codegen;

import java.util.List;

/**
 * Hands new events of the streams to those who follow them. Whoever subscribes and then reads the table misses nothing: an
 * event is in the table before it is handed over.
 */
interface FeedHub {

    /** Hands over rows that are committed, in order. Does not wait for anybody. */
    void publish(List<FeedRow> rows);

    /** Starts handing over; until the subscription is closed. */
    Subscription subscribe(String taskId, Follower follower);

    /** Somebody who follows one stream. */
    interface Follower {

        /** New events, in order. Must return at once. */
        void onNew(List<FeedFrame> frames);
    }

    /** The right to be told. */
    interface Subscription {

        /** Ends it. Ending it again changes nothing. */
        void close();
    }
}
