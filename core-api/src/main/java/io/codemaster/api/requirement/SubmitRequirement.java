package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

/**
 * Writes a requirement down.
 *
 * @param key for people, for instance {@code PAY-12}; reserved from the project before
 * @param target null until somebody has chosen the repository
 * @param targetBranch the branch the change is meant for; null means the repository's default branch
 * @param documentUrl the document it comes from, null when there is none
 */
public record SubmitRequirement(
        @TargetAggregateIdentifier RequirementId requirementId,
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
        implements RequirementCommand {}
