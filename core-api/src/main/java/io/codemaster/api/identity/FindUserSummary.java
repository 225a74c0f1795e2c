package io.codemaster.api.identity;

/** Answers an {@code Optional<UserSummary>} with everything in it. */
public record FindUserSummary(UserId userId) implements IdentityQuery {}
