package io.codemaster.query.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AuditEntry.ActorType;
import io.codemaster.api.audit.AuditEntry.Outcome;

/**
 * An entry as it is kept, before it has its number.
 *
 * @param place among the entries of the same event, from 0
 * @param call what is known of the call that it is about; null where it is about none
 */
record AuditRow(
        String eventId,
        int place,
        Instant at,
        String action,
        Who who,
        What what,
        Outcome outcome,
        @Nullable String detail,
        @Nullable Call call) {

    AuditRow(String eventId, Instant at, String action, Who who, What what, Outcome outcome, @Nullable String detail) {
        this(eventId, 0, at, action, who, what, outcome, detail, null);
    }

    /** The same with what came of its call. */
    AuditRow with(ToolAnswer more) {
        return new AuditRow(
                eventId, place, at, action, who, what, more.outcome(), detail, call == null ? null : call.with(more));
    }

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

    /**
     * A call of a tool.
     *
     * @param id what its answer names it by; null where nothing can
     * @param answered whether its answer came; not so when the run ended without one
     * @param answer why it did not succeed, in short; null where it did, or nobody knows yet
     */
    record Call(
            @Nullable String id, boolean answered, @Nullable String answer) {

        /** Whether this may still become its answer. */
        boolean takes(ToolAnswer more, Outcome so) {
            return switch (more.kind()) {
                case RESULT, NONE -> !answered;
                case REFUSAL -> so == Outcome.PENDING || so == Outcome.FAILURE;
            };
        }

        /** The same with an answer. What a result said tells more than a list of refusals. */
        Call with(ToolAnswer more) {
            return new Call(id, more.isSaid(), answered ? answer : more.text());
        }
    }
}
