package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user signed in. */
@Revision("1")
public record SessionOpened(UserId userId, UserSource source) implements IdentityEvent {}
