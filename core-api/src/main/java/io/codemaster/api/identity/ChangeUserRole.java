package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a user another platform role; who may give which is decided at the edge. */
public record ChangeUserRole(@TargetAggregateIdentifier UserId userId, UserRole role) implements IdentityCommand {}
