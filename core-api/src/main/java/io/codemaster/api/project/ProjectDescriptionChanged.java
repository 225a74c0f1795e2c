package io.codemaster.api.project;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A project says something else of itself, or nothing any more. */
@Revision("1")
public record ProjectDescriptionChanged(
        ProjectId projectId, @Nullable String description) implements ProjectEvent {}
