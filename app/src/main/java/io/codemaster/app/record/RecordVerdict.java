package io.codemaster.app.record;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a verification of the record found.
 *
 * @param entries links that were recomputed, up to the first that is broken
 * @param head the hash of the last of them
 * @param pending events that are stored and not linked yet, as they are too new
 * @param checkpoints signatures that hold, in the database and outside it
 * @param keys the public keys of those signatures (Ed25519, X.509, Base64), to compare with what was noted elsewhere
 * @param fault the first that is wrong, null where nothing is
 */
record RecordVerdict(
        boolean intact,
        long entries,
        String head,
        long pending,
        int checkpoints,
        List<String> keys,
        Instant checkedAt,
        @Nullable Fault fault) {

    /** What somebody did to the record. */
    enum Kind {
        /** The event is not what it was when it was linked. */
        ALTERED,
        /** The event is gone. */
        REMOVED,
        /** The event came later than the chain says. */
        INSERTED,
        /** Another event is in this place, and this one in another. */
        REORDERED,
        /** A link is gone or not what it was. */
        LINK_BROKEN,
        /** The record was cut off, or another took its place: it is not what was signed. */
        CHECKPOINT_BROKEN
    }

    /**
     * Where it is broken first.
     *
     * @param sequence the place in the chain, 1 for the first event; of an event that was put in, the place it stands at
     * @param eventId the event there, null where none is
     * @param message a sentence for a person
     */
    record Fault(long sequence, Kind kind, @Nullable String eventId, String message) {}
}
