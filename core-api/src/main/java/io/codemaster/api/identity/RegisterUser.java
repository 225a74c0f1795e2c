package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user known. The e-mail address is claimed at the same time, so that no two users share one.
 *
 * @param email in lower case
 * @param role null until the user has chosen
 * @param origin where the identity comes from: {@code local}, {@code demo}, {@code feishu}
 */
public record RegisterUser(
        @TargetAggregateIdentifier UserId userId,
        String name,
        String email,
        @Nullable UserRole role,
        String origin) implements IdentityCommand {}
