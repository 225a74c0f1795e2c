package io.codemaster.api.notice;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Says that a user has read everything that there is. */
public record AcknowledgeInbox(@TargetAggregateIdentifier InboxId inboxId, UserId userId) implements InboxCommand {

    /** The user's own inbox. */
    public AcknowledgeInbox(UserId userId) {
        this(InboxId.of(userId), userId);
    }
}
