package io.codemaster.api.project;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A project as one reader sees it.
 *
 * @param myRole the reader's role in it, null for an administrator who is no member
 * @param members how many people belong to it
 * @param repositories how many repositories are linked to it
 * @param openRequirements how many of its requirements are neither merged nor closed
 */
public record ProjectDetails(
        ProjectId id,
        String key,
        String name,
        @Nullable String description,
        boolean archived,
        Instant createdAt,
        @Nullable ProjectRole myRole,
        long members,
        long repositories,
        long openRequirements,
        boolean demo) {}
