package io.codemaster.api.audit;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody is about to have events sent to another program.
 *
 * @param projectId whose events alone, null for all that its maker sees
 * @param host where they are sent
 * @param types which are sent, none for all
 */
public record RecordEventSubscription(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId,
        String host,
        List<String> types)
        implements AuditCommand {

    public RecordEventSubscription {
        types = List.copyOf(types);
    }
}
