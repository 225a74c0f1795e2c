package io.codemaster.api.audit;

import java.time.Instant;

import org.axonframework.serialization.Revision;

/**
 * Somebody was not let in.
 *
 * @param code the machine-readable reason
 * @param times how often in this minute; repetitions are one event
 * @param since when it was refused first
 */
@Revision("1")
public record SignInRefused(AuditNoteId noteId, Requester requester, String code, int times, Instant since)
        implements AuditEvent {}
