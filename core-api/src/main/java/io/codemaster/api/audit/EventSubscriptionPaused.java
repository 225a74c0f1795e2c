package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody had nothing sent to an address for a while; its place stays.
 *
 * @param projectId whose events alone, null for all
 */
@Revision("1")
public record EventSubscriptionPaused(
        AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId) implements AuditEvent {}
