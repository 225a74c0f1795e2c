package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user known. Whoever signs in by e-mail address claims it, so that no two of them share one; whoever comes from
 * elsewhere claims that identity instead, because an address that another system tells is no proof.
 *
 * @param email in lower case; null when the source tells none
 * @param avatarUrl null when there is none
 * @param role null until the user has chosen
 * @param identity who this is elsewhere; null for a source of our own
 */
public record RegisterUser(
        @TargetAggregateIdentifier UserId userId,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        @Nullable UserRole role,
        UserSource source,
        @Nullable ExternalIdentity identity)
        implements IdentityCommand {}
