package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A user has read these notices. */
@Revision("1")
public record NoticesAcknowledged(InboxId inboxId, UserId userId, List<NoticeId> notices) implements InboxEvent {}
