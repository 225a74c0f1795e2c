package io.codemaster.api.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null stands for no such condition.
 *
 * @param actorId who did it, or on whose behalf it was done
 * @param action the whole action, or its noun and a dot for all that was done to such things
 * @param from the first moment that is wanted
 * @param to the first moment that is not wanted any more
 * @param text each of its words is in the action, the label, the detail, the address or the actor's name
 */
public record AuditFilter(
        @Nullable String actorId,
        @Nullable String action,
        @Nullable String targetType,
        @Nullable String targetId,
        @Nullable String projectId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {

    /** Every entry. */
    public static final AuditFilter NONE = new AuditFilter(null, null, null, null, null, null, null, null);
}
