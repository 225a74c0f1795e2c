package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

/** A requirement was written down. */
@Revision("1")
public record RequirementSubmitted(
        RequirementId requirementId,
        ProjectId projectId,
        String key,
        String title,
        String description,
        Priority priority,
        @Nullable RepositoryTarget target,
        @Nullable String targetBranch,
        @Nullable String documentUrl,
        @Nullable UserId assigneeId,
        UserId submittedBy)
        implements RequirementEvent {}
