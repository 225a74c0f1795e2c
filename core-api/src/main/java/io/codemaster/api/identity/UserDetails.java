package io.codemaster.api.identity;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A user as the page of that user shows it.
 *
 * @param role null until chosen
 * @param email null when the source of the user tells none
 * @param avatarUrl null when there is none
 * @param permissions what the platform role and the kind of account allow, as stable words ({@code project.create},
 *     {@code user.administer}, {@code password.change})
 */
public record UserDetails(
        UserId id,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        @Nullable UserRole role,
        List<String> permissions) {}
