package io.codemaster.api.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A user in a list. Only administrators see the address, the status, the source and the times.
 *
 * @param role null until chosen
 * @param lastSignInAt null before the first time
 */
public record UserSummary(
        UserId id,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        @Nullable UserRole role,
        @Nullable UserStatus status,
        @Nullable UserSource source,
        @Nullable Instant createdAt,
        @Nullable Instant lastSignInAt) {}
