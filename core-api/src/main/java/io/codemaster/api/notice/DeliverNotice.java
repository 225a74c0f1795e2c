package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.identity.UserId;

/**
 * Hands a notice to people outside of the product, each at most once. It is accepted at once and done later; asked again
 * nothing more happens.
 */
public record DeliverNotice(@RoutingKey NoticeId noticeId, List<UserId> recipients, NoticeContent content)
        implements NoticeTask {}
