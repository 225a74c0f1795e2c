package io.codemaster.app.analytics;

import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.jspecify.annotations.Nullable;

/**
 * A stored event at its place in the chain.
 *
 * @param seenAt where a processor is, as its token says it, that has seen the event
 * @param inline whether its payload is there; else it stands elsewhere, and an empty object in its place
 */
record PlacedEvent(long position, long seenAt, boolean inline, TrackedDomainEventData<byte[]> data) {

    private static final byte[] ELSEWHERE = {'{', '}'};

    /** @param payload null where it is too long to be in the event itself */
    static PlacedEvent of(
            long position,
            long seenAt,
            @Nullable String aggregateType,
            String aggregateId,
            long sequence,
            String id,
            String time,
            String type,
            @Nullable String revision,
            byte @Nullable [] payload,
            byte @Nullable [] metadata) {
        return new PlacedEvent(
                position,
                seenAt,
                payload != null,
                new TrackedDomainEventData<>(
                        new GlobalSequenceTrackingToken(position),
                        new GenericDomainEventEntry<>(
                                aggregateType,
                                aggregateId,
                                sequence,
                                id,
                                time,
                                type,
                                revision,
                                payload == null ? ELSEWHERE : payload,
                                metadata)));
    }
}
