package io.codemaster.api.project;

import io.codemaster.api.identity.UserId;

/** Answers an {@code Optional<ProjectRole>}: the user's role in the project, empty for a stranger. */
public record FindMembership(ProjectId projectId, UserId userId) implements ProjectQuery {}
