package io.codemaster.api.repository;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.PageRequest;

/** Answers a {@code Page<RepositoryDetails>} of one project, newest first. */
public record FindRepositories(ProjectId projectId, PageRequest page) implements RepositoryQuery {}
