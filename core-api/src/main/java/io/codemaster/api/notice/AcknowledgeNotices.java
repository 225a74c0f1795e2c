package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Says that a user has read these notices. What they have read before changes nothing. */
public record AcknowledgeNotices(@TargetAggregateIdentifier InboxId inboxId, UserId userId, List<NoticeId> notices)
        implements InboxCommand {

    /** In the user's own inbox. */
    public AcknowledgeNotices(UserId userId, List<NoticeId> notices) {
        this(InboxId.of(userId), userId, notices);
    }
}
