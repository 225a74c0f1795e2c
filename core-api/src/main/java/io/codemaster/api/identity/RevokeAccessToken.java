package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a token for programs; one that is over already stays so. */
public record RevokeAccessToken(@TargetAggregateIdentifier UserId userId, AccessTokenId tokenId)
        implements IdentityCommand {}
