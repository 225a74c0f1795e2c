package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody read something sensitive.
 *
 * @param what it is: {@code transcript}, {@code credential} …
 * @param targetType what kind of object it belongs to
 * @param targetId names the object
 * @param projectId the object's project, null for none
 * @param path of the request, without its query
 */
@Revision("1")
public record SensitiveReadRecorded(
        AuditNoteId noteId,
        Requester requester,
        String what,
        String targetType,
        String targetId,
        @Nullable ProjectId projectId,
        String path)
        implements AuditEvent {}
