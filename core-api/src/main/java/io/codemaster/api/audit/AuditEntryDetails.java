package io.codemaster.api.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An entry with the event behind it.
 *
 * @param event null where the events are not in the product's database, or where it is another person's draft
 */
public record AuditEntryDetails(AuditEntry entry, @Nullable RecordedEvent event) {

    /**
     * An event as it is stored: redacted, and never changed since.
     *
     * @param payload its content, as JSON in a text
     */
    public record RecordedEvent(
            String id,
            String type,
            @Nullable String revision,
            String aggregateId,
            long aggregateSequence,
            Instant at,
            String payload) {}
}
