package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks whether there is such a user; of nobody there is no aggregate, which is the refusal. */
public record CheckUser(@TargetAggregateIdentifier UserId userId) implements IdentityCommand, Check {}
