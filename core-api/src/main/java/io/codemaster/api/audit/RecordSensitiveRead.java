package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Records that somebody is about to read something sensitive.
 *
 * @param what it is: {@code transcript}, {@code credential} …
 * @param targetType what kind of object it belongs to
 * @param targetId names the object
 * @param projectId the object's project, null for none
 * @param path of the request, without its query
 */
public record RecordSensitiveRead(
        @TargetAggregateIdentifier AuditNoteId noteId,
        Requester requester,
        String what,
        String targetType,
        String targetId,
        @Nullable ProjectId projectId,
        String path)
        implements AuditCommand {}
