package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody has events sent again from where a subscription stood still.
 *
 * @param projectId whose events alone, null for all
 */
public record RecordEventSubscriptionResumption(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId)
        implements AuditCommand {}
