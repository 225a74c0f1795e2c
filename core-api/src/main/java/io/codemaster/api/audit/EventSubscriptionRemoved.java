package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody ended the sending of events to another program.
 *
 * @param projectId whose events alone were sent, null for all
 */
@Revision("1")
public record EventSubscriptionRemoved(
        AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId) implements AuditEvent {}
