package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decides about a user, both at once or neither.
 *
 * @param role null leaves it
 * @param status null leaves it
 */
public record ChangeUserStanding(
        @TargetAggregateIdentifier UserId userId,
        @Nullable UserRole role,
        @Nullable UserStatus status) implements IdentityCommand {}
