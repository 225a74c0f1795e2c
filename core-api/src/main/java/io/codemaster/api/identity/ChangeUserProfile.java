package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the source of a user says now about them. */
public record ChangeUserProfile(
        @TargetAggregateIdentifier UserId userId,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl) implements IdentityCommand {}
