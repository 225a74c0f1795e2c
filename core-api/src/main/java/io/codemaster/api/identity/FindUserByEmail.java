package io.codemaster.api.identity;

/** Answers an {@code Optional<UserDetails>}; the address is compared in lower case. */
public record FindUserByEmail(String email) implements IdentityQuery {}
