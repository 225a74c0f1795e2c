package io.codemaster.api.identity;

import java.time.Instant;
import java.util.Set;

import org.axonframework.serialization.Revision;

/** A user has one more token for programs. */
@Revision("1")
public record AccessTokenIssued(
        UserId userId, AccessTokenId tokenId, String name, Set<TokenScope> scopes, Instant expiresAt)
        implements IdentityEvent {}
