package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Tells people something. Asked again it changes nothing. */
public record IssueNotice(@TargetAggregateIdentifier NoticeId noticeId, List<UserId> recipients, NoticeContent content)
        implements NoticeCommand {}
