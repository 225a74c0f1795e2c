package io.codemaster.api.mergerequest;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.ApprovedChange;

/**
 * Which change shall be merged, and where to.
 *
 * @param taskId the generation that delivered it
 * @param sourceBranch what is to be merged, without {@code refs/heads/}
 * @param targetBranch what it is to be merged into
 * @param headCommit the full SHA-1 that was approved
 * @param title null for the usual one
 * @param draft whether the platform shall mark it as not ready
 */
public record MergeRequestOrder(
        RequirementId requirementId,
        String requirementKey,
        ProjectId projectId,
        RepositoryId repositoryId,
        String gitUrl,
        Platform platform,
        CodegenTaskId taskId,
        String sourceBranch,
        String targetBranch,
        String headCommit,
        @Nullable String title,
        boolean draft) {

    /** The order for an approved change; without a target branch it goes to where the work started. */
    public static MergeRequestOrder of(
            ApprovedChange approved, @Nullable String title, @Nullable String targetBranch, boolean draft) {
        var change = approved.change();
        var order = change.order();
        return new MergeRequestOrder(
                order.requirementId(),
                order.requirementKey(),
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                change.taskId(),
                change.delivery().branch(),
                targetBranch == null ? order.sourceBranch() : targetBranch,
                change.delivery().headCommit(),
                title,
                draft);
    }
}
