package io.codemaster.app.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.audit.AuditEntryDetails;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;
import io.codemaster.query.audit.AuditRecord;

/** The events and their links, by the events' ids. */
final class LinkedEvents implements AuditRecord {

    private final EventLog events;

    private final JdbcTemplate jdbc;

    LinkedEvents(EventLog events, JdbcTemplate jdbc) {
        this.events = events;
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Link> links(Collection<String> eventIds) {
        var links = new HashMap<String, Link>();
        if (!eventIds.isEmpty()) {
            jdbc.query(
                    "SELECT l.event_identifier, l.hash, p.hash FROM record_link l"
                            + " LEFT JOIN record_link p ON p.position = l.position - 1 WHERE l.event_identifier IN ("
                            + String.join(", ", Collections.nCopies(eventIds.size(), "?")) + ")",
                    row -> {
                        var previous = row.getString(3);
                        links.put(
                                row.getString(1),
                                new Link(row.getString(2), previous == null ? RecordedEvent.ORIGIN : previous));
                    },
                    eventIds.toArray());
        }
        return links;
    }

    @Override
    public Optional<AuditEntryDetails.RecordedEvent> event(String eventId) {
        return events.find(eventId)
                .map(it -> new AuditEntryDetails.RecordedEvent(
                        it.id(),
                        simpleName(it.type()),
                        it.revision(),
                        it.aggregateId(),
                        it.sequence(),
                        Instant.parse(it.time()),
                        new String(it.payload(), StandardCharsets.UTF_8)));
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
