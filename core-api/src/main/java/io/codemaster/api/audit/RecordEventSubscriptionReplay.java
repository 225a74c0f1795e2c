package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody has events sent once more.
 *
 * @param projectId whose events alone, null for all
 * @param after the place behind which they are sent again
 */
public record RecordEventSubscriptionReplay(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId,
        long after)
        implements AuditCommand {}
