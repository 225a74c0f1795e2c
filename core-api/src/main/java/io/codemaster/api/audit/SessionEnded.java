package io.codemaster.api.audit;

import org.axonframework.serialization.Revision;

/** Somebody signed out. */
@Revision("1")
public record SessionEnded(AuditNoteId noteId, Requester requester) implements AuditEvent {}
