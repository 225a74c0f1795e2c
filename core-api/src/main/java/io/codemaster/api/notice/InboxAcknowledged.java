package io.codemaster.api.notice;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A user has read every notice that was issued before. */
@Revision("1")
public record InboxAcknowledged(InboxId inboxId, UserId userId) implements InboxEvent {}
