package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What the source of a user says now about them.
 *
 * @param identity who they are there, null for a source of our own
 */
public record ChangeUserProfile(
        @TargetAggregateIdentifier UserId userId,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        @Nullable ExternalIdentity identity)
        implements IdentityCommand {

    /** Of a source of our own. */
    public ChangeUserProfile(UserId userId, String name, @Nullable String email, @Nullable String avatarUrl) {
        this(userId, name, email, avatarUrl, null);
    }
}
