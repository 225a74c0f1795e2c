package io.codemaster.api.audit;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody had events sent to another program.
 *
 * @param projectId whose events alone, null for all that its maker sees
 * @param host where they are sent
 * @param types which are sent, none for all
 */
@Revision("1")
public record EventSubscriptionAdded(
        AuditNoteId noteId,
        Requester requester,
        String subscriptionId,
        @Nullable ProjectId projectId,
        String host,
        List<String> types)
        implements AuditEvent {

    public EventSubscriptionAdded {
        types = List.copyOf(types);
    }
}
