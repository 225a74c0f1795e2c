package io.codemaster.api.requirement;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<RequirementDetails>}, newest first. Each filter may be null.
 *
 * @param reader only requirements of this user's projects
 * @param all whether projects that the reader does not belong to are wanted too
 */
public record FindRequirements(
        UserId reader,
        boolean all,
        @Nullable ProjectId projectId,
        @Nullable RequirementStatus status,
        @Nullable UserId assigneeId,
        @Nullable String text,
        PageRequest page)
        implements RequirementQuery {}
