package io.codemaster.api.notice;

/** Everything that can become true of an inbox. */
public sealed interface InboxEvent permits NoticesAcknowledged, InboxAcknowledged {

    InboxId inboxId();
}
