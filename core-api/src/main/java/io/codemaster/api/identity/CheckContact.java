package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks how a user can be told something; answers {@link io.codemaster.api.notice.NoticeContact}. */
public record CheckContact(@TargetAggregateIdentifier UserId userId) implements IdentityCommand, Check {}
