package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user has another platform role. */
@Revision("1")
public record UserRoleChanged(UserId userId, UserRole role) implements IdentityEvent {}
