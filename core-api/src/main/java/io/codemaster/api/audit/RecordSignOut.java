package io.codemaster.api.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that somebody signs out. */
public record RecordSignOut(@TargetAggregateIdentifier AuditNoteId noteId, Requester requester)
        implements AuditCommand {}
