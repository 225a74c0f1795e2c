package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** An e-mail address belongs to one user. */
@Revision("1")
public record UserEmailClaimed(UserId userId, String email) implements IdentityEvent {}
