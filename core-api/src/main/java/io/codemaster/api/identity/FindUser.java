package io.codemaster.api.identity;

/** Answers an {@code Optional<UserDetails>}. */
public record FindUser(UserId userId) implements IdentityQuery {}
