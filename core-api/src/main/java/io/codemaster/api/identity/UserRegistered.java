package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A user became known. */
@Revision("1")
public record UserRegistered(
        UserId userId, String name, String email, @Nullable UserRole role, String origin) implements IdentityEvent {}
