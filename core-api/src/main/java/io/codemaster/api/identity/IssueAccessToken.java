package io.codemaster.api.identity;

import java.time.Instant;
import java.util.Set;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a user a token for programs. The token itself stays outside of the record. */
public record IssueAccessToken(
        @TargetAggregateIdentifier UserId userId,
        AccessTokenId tokenId,
        String name,
        Set<TokenScope> scopes,
        Instant expiresAt)
        implements IdentityCommand {}
