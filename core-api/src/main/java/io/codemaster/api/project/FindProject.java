package io.codemaster.api.project;

import io.codemaster.api.identity.UserId;

/** Answers an {@code Optional<ProjectDetails>} as the reader sees it. */
public record FindProject(ProjectId projectId, UserId reader) implements ProjectQuery {}
