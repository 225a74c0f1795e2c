package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets a user in whom a source has recognised; refused to one who is disabled. */
public record OpenSession(@TargetAggregateIdentifier UserId userId, UserSource source) implements IdentityCommand {}
