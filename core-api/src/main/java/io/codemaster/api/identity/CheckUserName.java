package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks what a user is called; answers the name. Of nobody there is no aggregate, which is the refusal. */
public record CheckUserName(@TargetAggregateIdentifier UserId userId) implements IdentityCommand, Check {}
