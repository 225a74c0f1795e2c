package io.codemaster.api.identity;

/**
 * Answers an {@code Optional<UserAccount>}: the user who has claimed the address to sign in with; it is compared in lower
 * case.
 */
public record FindUserByEmail(String email) implements IdentityQuery {}
