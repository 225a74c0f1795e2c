package io.codemaster.app.record;

import io.codemaster.app.store.event.RecordedEvent;

/**
 * An event's place in the chain.
 *
 * @param position 1, 2, 3 … without a gap
 * @param hash of the event and of all before it, in hexadecimal digits
 */
record RecordLink(long position, long globalIndex, String eventId, String hash) {

    /** Before the first. */
    static final RecordLink NONE = new RecordLink(0, 0, "", RecordedEvent.ORIGIN);

    RecordLink next(RecordedEvent event) {
        return new RecordLink(position + 1, event.globalIndex(), event.id(), event.hashAfter(hash));
    }
}
