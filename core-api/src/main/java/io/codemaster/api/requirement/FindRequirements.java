package io.codemaster.api.requirement;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.api.shared.TimeRange;

/**
 * Answers a {@code Page<RequirementDetails>}.
 *
 * @param reader only requirements of this user's projects
 * @param all whether projects that the reader does not belong to are wanted too
 */
public record FindRequirements(UserId reader, boolean all, Filter filter, RequirementSort sort, PageRequest page)
        implements RequirementQuery {

    /**
     * Which requirements are wanted; what is null does not matter.
     *
     * @param mine only what the reader wrote or has to do
     * @param text only requirements whose key, title or description holds each of its words, in any case
     * @param ended only requirements that were merged, closed or rejected in this time, and still are
     */
    public record Filter(
            @Nullable ProjectId projectId,
            @Nullable RequirementStatus status,
            @Nullable Priority priority,
            @Nullable UserId assigneeId,
            @Nullable UserId createdBy,
            boolean mine,
            @Nullable String text,
            TimeRange ended) {

        /** Whenever they ended, and whether they have at all. */
        public Filter(
                @Nullable ProjectId projectId,
                @Nullable RequirementStatus status,
                @Nullable Priority priority,
                @Nullable UserId assigneeId,
                @Nullable UserId createdBy,
                boolean mine,
                @Nullable String text) {
            this(projectId, status, priority, assigneeId, createdBy, mine, text, TimeRange.ALWAYS);
        }
    }
}
