package io.codemaster.api.project;

import io.codemaster.api.shared.PageRequest;

/** Answers a {@code Page<ProjectMember>}, the newest first. */
public record FindProjectMembers(ProjectId projectId, PageRequest page) implements ProjectQuery {}
