package io.codemaster.api.mergerequest;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A merge request as the platform describes it.
 *
 * @param number unique within the repository
 * @param url its page, null where the platform has none
 * @param headCommit the newest commit of the source branch, null when the platform does not say
 * @param state never {@link MergeRequestState#REQUESTED}
 * @param mergeable whether it can be merged without conflict, null while nobody knows
 * @param mergeCommit the commit that merged it, null unless it is merged and known
 * @param mergedAt null unless it is merged and the platform says when
 */
public record RemoteMergeRequest(
        long number,
        @Nullable String url,
        String title,
        String sourceBranch,
        String targetBranch,
        @Nullable String headCommit,
        MergeRequestState state,
        @Nullable Boolean mergeable,
        @Nullable String mergeCommit,
        @Nullable Instant mergedAt) {}
