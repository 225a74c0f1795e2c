package io.codemaster.api.identity;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<UserSummary>}, newest first.
 *
 * @param whole whether the reader may see everything; anybody else sees who is active, and only what they are called,
 *     look like and do
 * @param text part of the name, or for one who sees it of the address; null for all
 * @param role null for all
 * @param status null for all
 */
public record FindUsers(
        boolean whole,
        @Nullable String text,
        @Nullable UserRole role,
        @Nullable UserStatus status,
        PageRequest page) implements IdentityQuery {}
