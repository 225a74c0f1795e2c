package io.codemaster.query.codegen;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What a page of events looks like; only the contract reads it, as pages are written without being taken apart. */
record FeedPage(List<Event> items, @Nullable String nextCursor) {

    /** One event. */
    record Event(long sequence, String event, Instant at, Map<String, Object> data) {}
}
