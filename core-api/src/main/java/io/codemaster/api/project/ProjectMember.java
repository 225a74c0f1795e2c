package io.codemaster.api.project;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/** Somebody who belongs to a project. */
public record ProjectMember(
        UserId userId,
        String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        ProjectRole role,
        Instant addedAt) {}
