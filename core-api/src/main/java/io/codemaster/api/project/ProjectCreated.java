package io.codemaster.api.project;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/** A project exists. */
@Revision("1")
public record ProjectCreated(
        ProjectId projectId,
        String key,
        String name,
        @Nullable String description,
        UserId createdBy,
        boolean demo) implements ProjectEvent {}
