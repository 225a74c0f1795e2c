package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody ends the sending of events to another program.
 *
 * @param projectId whose events alone were sent, null for all
 */
public record RecordEventSubscriptionRemoval(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId)
        implements AuditCommand {}
