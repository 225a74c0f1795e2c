package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that the audit log is about to be exported.
 *
 * @param format {@code csv} or {@code ndjson}
 * @param filter what was asked for, as a query
 */
public record RecordAuditExport(
        @TargetAggregateIdentifier AuditNoteId noteId, Requester requester, String format, String filter)
        implements AuditCommand {}
