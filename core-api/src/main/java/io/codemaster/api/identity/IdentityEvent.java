package io.codemaster.api.identity;

/** Everything that can become true of a user. */
public sealed interface IdentityEvent permits UserRegistered, UserEmailClaimed, UserRoleChanged {

    UserId userId();
}
