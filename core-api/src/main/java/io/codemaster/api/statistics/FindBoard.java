package io.codemaster.api.statistics;

import io.codemaster.api.project.ProjectId;

/** Answers a project's {@link Board}. */
public record FindBoard(ProjectId projectId) implements StatisticsQuery {}
