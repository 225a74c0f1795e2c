package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user may use the platform again, after signing in anew. */
@Revision("1")
public record UserEnabled(UserId userId) implements IdentityEvent {}
