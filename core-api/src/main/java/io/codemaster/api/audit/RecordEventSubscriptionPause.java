package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody has nothing sent to an address for a while.
 *
 * @param projectId whose events alone, null for all
 */
public record RecordEventSubscriptionPause(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId)
        implements AuditCommand {}
