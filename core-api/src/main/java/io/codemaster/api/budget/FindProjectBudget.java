package io.codemaster.api.budget;

import io.codemaster.api.project.ProjectId;

/**
 * Answers {@link ProjectBudgetDetails}.
 *
 * @param month the month as 2026-11
 */
public record FindProjectBudget(ProjectId projectId, String month) implements BudgetQuery {}
