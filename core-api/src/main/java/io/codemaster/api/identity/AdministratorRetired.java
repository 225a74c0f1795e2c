package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user is no longer an active administrator; another one is. */
@Revision("1")
public record AdministratorRetired(UserId userId) implements IdentityEvent {}
