package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A user is called or looks different. */
@Revision("1")
public record UserProfileChanged(
        UserId userId,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl) implements IdentityEvent {}
