package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user may no longer use the platform; the sessions are over. */
@Revision("1")
public record UserDisabled(UserId userId) implements IdentityEvent {}
