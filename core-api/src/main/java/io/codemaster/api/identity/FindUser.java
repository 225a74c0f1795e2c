package io.codemaster.api.identity;

/** Answers an {@code Optional<UserAccount>}. */
public record FindUser(UserId userId) implements IdentityQuery {}
