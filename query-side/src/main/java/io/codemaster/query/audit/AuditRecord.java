package io.codemaster.query.audit;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.codemaster.api.audit.AuditEntryDetails.RecordedEvent;

/** The events behind the entries, as they are stored and linked. */
public interface AuditRecord {

    /** An event's place in the chain. */
    record Link(String hash, String previousHash) {}

    /** The links of those of these events that are linked. */
    Map<String, Link> links(Collection<String> eventIds);

    /** An event. */
    Optional<RecordedEvent> event(String eventId);
}
