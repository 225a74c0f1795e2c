package io.codemaster.api.identity;

/** Answers an {@code Optional<UserAccount>}: who this is here. */
public record FindUserByIdentity(ExternalIdentity identity) implements IdentityQuery {}
