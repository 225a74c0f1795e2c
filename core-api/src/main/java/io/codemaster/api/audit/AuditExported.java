package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;

/**
 * Somebody exported the audit log.
 *
 * @param format {@code csv} or {@code ndjson}
 * @param filter what was asked for, as a query
 */
@Revision("1")
public record AuditExported(AuditNoteId noteId, Requester requester, String format, String filter)
        implements AuditEvent {}
