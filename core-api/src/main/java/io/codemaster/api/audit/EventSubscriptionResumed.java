package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody had events sent again from where a subscription stood still.
 *
 * @param projectId whose events alone, null for all
 */
@Revision("1")
public record EventSubscriptionResumed(
        AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId) implements AuditEvent {}
