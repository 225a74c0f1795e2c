package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;

/**
 * The platform has a merge request for the change.
 *
 * @param url its page, null where the platform has none
 * @param mergeable null while nobody knows
 */
@Revision("1")
public record MergeRequestOpened(
        MergeRequestId mergeRequestId,
        RequirementId requirementId,
        int attempt,
        RepositoryId repositoryId,
        Platform platform,
        long number,
        @Nullable String url,
        String title,
        String sourceBranch,
        String targetBranch,
        String headCommit,
        @Nullable Boolean mergeable)
        implements MergeRequestEvent {}
