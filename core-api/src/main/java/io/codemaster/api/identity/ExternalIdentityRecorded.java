package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** A user is known to be this person elsewhere. */
@Revision("1")
public record ExternalIdentityRecorded(UserId userId, ExternalIdentity identity) implements IdentityEvent {}
