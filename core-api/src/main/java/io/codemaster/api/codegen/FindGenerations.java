package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.api.shared.TimeRange;

/**
 * Answers a {@code Page<GenerationDetails>}, newest first.
 *
 * @param reader only generations of this user's projects
 * @param all whether projects that the reader does not belong to are wanted too
 */
public record FindGenerations(UserId reader, boolean all, Filter filter, PageRequest page) implements CodegenQuery {

    /** Those of a project, a requirement or a status. */
    public FindGenerations(
            UserId reader,
            boolean all,
            @Nullable ProjectId projectId,
            @Nullable RequirementId requirementId,
            @Nullable GenerationStatus status,
            boolean mine,
            PageRequest page) {
        this(
                reader,
                all,
                new Filter(
                        projectId, requirementId, status, mine, null, null, null, null, null, null, TimeRange.ALWAYS),
                page);
    }

    /**
     * Which generations are wanted; what is null does not matter.
     *
     * @param mine whether only those that the reader asked for are wanted
     * @param failureCode only those that ended for this reason
     * @param model only those that this model answered
     * @param verdict only those whose change was judged so first
     * @param aiObjected only those of whose change the AI review thinks so
     * @param followUp only those that rework a change, or only those that do not
     * @param requested when they were asked for
     */
    public record Filter(
            @Nullable ProjectId projectId,
            @Nullable RequirementId requirementId,
            @Nullable GenerationStatus status,
            boolean mine,
            @Nullable String failureCode,
            @Nullable UserId requestedBy,
            @Nullable String model,
            @Nullable Verdict verdict,
            @Nullable Boolean aiObjected,
            @Nullable Boolean followUp,
            TimeRange requested) {}
}
