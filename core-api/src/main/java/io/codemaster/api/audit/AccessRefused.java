package io.codemaster.api.audit;

import java.time.Instant;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Somebody asked for what they may not do.
 *
 * @param method of the request
 * @param path of the request that was refused first, without its query
 * @param code the machine-readable reason
 * @param projectId whose project it was about, null for none
 * @param times how often in this minute; repetitions are one event
 * @param since when it was refused first
 */
@Revision("1")
public record AccessRefused(
        AuditNoteId noteId,
        Requester requester,
        String method,
        String path,
        String code,
        @Nullable ProjectId projectId,
        int times,
        Instant since)
        implements AuditEvent {}
