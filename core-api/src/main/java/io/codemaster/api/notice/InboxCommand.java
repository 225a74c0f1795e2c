package io.codemaster.api.notice;

/** Everything that an inbox can be asked. */
public sealed interface InboxCommand permits AcknowledgeNotices, AcknowledgeInbox {

    InboxId inboxId();
}
