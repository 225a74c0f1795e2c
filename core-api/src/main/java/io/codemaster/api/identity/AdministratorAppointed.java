package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** One more user is an active administrator. */
@Revision("1")
public record AdministratorAppointed(UserId userId) implements IdentityEvent {}
