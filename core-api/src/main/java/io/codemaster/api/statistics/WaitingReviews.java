package io.codemaster.api.statistics;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Changes that wait for a verdict.
 *
 * @param count how many there are altogether
 * @param items those that wait longest
 */
public record WaitingReviews(long count, List<Item> items) {

    /**
     * One of them.
     *
     * @param round 1 for the first change of a requirement, one more for each time it was sent back
     * @param since when the change was delivered
     * @param aiScore the AI review's score, null without one
     * @param aiObjected whether the AI review found an error or worse, null without one
     */
    public record Item(
            CodegenTaskId taskId,
            RequirementId requirementId,
            String requirementKey,
            String title,
            ProjectId projectId,
            int round,
            String requestedBy,
            Instant since,
            @Nullable Integer aiScore,
            @Nullable Boolean aiObjected) {}
}
