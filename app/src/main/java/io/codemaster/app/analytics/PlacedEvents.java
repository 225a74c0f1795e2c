package io.codemaster.app.analytics;

import java.util.List;
import java.util.Optional;

/** The linked events by their places. */
interface PlacedEvents {

    /** As long as data may be to be in the event itself. */
    int INLINE = 64 * 1024;

    /** Where a page of events ends at the latest. */
    long PAGE_BYTES = 8L * 1024 * 1024;

    /**
     * Those of some classes behind a place and up to another, in order; it ends where the payloads are {@link #PAGE_BYTES}
     * together. Payloads longer than {@link #INLINE} stand elsewhere.
     */
    List<PlacedEvent> read(long after, long until, int limit, List<String> classes);

    /** The one at a place, with its payload whatever its length. */
    Optional<PlacedEvent> at(long position);
}
