package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A token for programs is good no more. */
@Revision("1")
public record AccessTokenRevoked(UserId userId, AccessTokenId tokenId) implements IdentityEvent {}
