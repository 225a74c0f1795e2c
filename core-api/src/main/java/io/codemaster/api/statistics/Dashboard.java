package io.codemaster.api.statistics;

import java.time.Instant;
import java.util.List;

import io.codemaster.api.budget.BudgetUse;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.requirement.RequirementDetails;

/**
 * What one reader sees first.
 *
 * @param projects the reader's newest projects
 * @param requirements what the reader wrote or has to do, the last changed first
 * @param board the requirements of the reader's projects by status
 * @param recentGenerations of the reader's projects
 * @param figuresFrom the first moment that counts for the figures
 * @param figuresTo the first moment that does not count any more
 * @param figures the last 30 days of the reader's projects
 * @param budgets the limited budgets of this month, the fullest first
 */
public record Dashboard(
        List<ProjectDetails> projects,
        List<RequirementDetails> requirements,
        Board board,
        WaitingReviews waitingReviews,
        List<GenerationDetails> recentGenerations,
        Instant figuresFrom,
        Instant figuresTo,
        Figures figures,
        List<BudgetUse> budgets) {}
