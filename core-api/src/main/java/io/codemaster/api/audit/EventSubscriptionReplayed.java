package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody had events sent once more.
 *
 * @param projectId whose events alone, null for all
 * @param after the place behind which they are sent again
 */
@Revision("1")
public record EventSubscriptionReplayed(
        AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId,
        long after) implements AuditEvent {}
