package io.codemaster.api.audit;

import java.time.Instant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that somebody was not let in.
 *
 * @param code the machine-readable reason
 * @param times how often in this minute; repetitions are one event
 * @param since when it was refused first
 */
public record RecordSignInRefusal(
        @TargetAggregateIdentifier AuditNoteId noteId, Requester requester, String code, int times, Instant since)
        implements AuditCommand {}
