package io.codemaster.app.record;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event of a run as the record keeps it: what it is, what caused it, and whether it still is what was linked.
 *
 * @param type the event's name in the catalogue
 * @param revision of its payload as it is read now
 * @param position its place in the chain, null while it is not linked
 * @param correlationId the message that the work began with, null for an agent's line
 * @param causationId the command that the event came from, null for an agent's line
 * @param traceId the trace of the request that the work began with
 * @param hash of the event and of all before it, as it was linked
 * @param previousHash the one before
 * @param verified whether the hash can be computed again from the stored bytes; null while the event is not linked
 */
record EventRecord(
        String eventId,
        String type,
        @Nullable String revision,
        Instant at,
        @Nullable Long position,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        @Nullable String hash,
        @Nullable String previousHash,
        @Nullable Boolean verified) {

    EventRecord with(Proof proof) {
        return new EventRecord(
                eventId,
                type,
                revision,
                at,
                proof.position(),
                correlationId,
                causationId,
                traceId,
                proof.hash(),
                proof.previousHash(),
                proof.verified());
    }

    /** What the chain says about one event. */
    record Proof(
            @Nullable Long position,
            @Nullable String hash,
            @Nullable String previousHash,
            @Nullable Boolean verified) {

        /** Of an event that is not linked, or not yet. */
        static final Proof NONE = new Proof(null, null, null, null);
    }
}
