package io.codemaster.query.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AuditEntry.ActorType;
import io.codemaster.api.audit.AuditEntry.Outcome;

/** An entry as it is kept, before it has its number. */
record AuditRow(
        String eventId,
        Instant at,
        String action,
        Who who,
        What what,
        Outcome outcome,
        @Nullable String detail) {

    /** Who did it, and from where. */
    record Who(
            ActorType type,
            @Nullable String id,
            @Nullable String onBehalfOf,
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String traceId) {}

    /** What it was done to. */
    record What(
            String type,
            @Nullable String id,
            @Nullable String label,
            @Nullable String projectId) {}
}
