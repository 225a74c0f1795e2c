package io.codemaster.api.mergerequest;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.requirement.RequirementId;

/**
 * A merge request as its card shows it.
 *
 * @param taskId the generation whose change it describes
 * @param url its page, null where the platform has none or has not taken it yet
 * @param number null until the platform has taken it
 * @param mergeable whether it can be merged without conflict, null while nobody knows
 * @param failure why the platform did not do what was asked last, null when it did
 * @param canMergeHere whether the product itself can merge it
 */
public record MergeRequestDetails(
        MergeRequestId id,
        RequirementId requirementId,
        CodegenTaskId taskId,
        Platform platform,
        @Nullable String url,
        @Nullable Long number,
        MergeRequestState state,
        String title,
        String sourceBranch,
        String targetBranch,
        @Nullable String headCommit,
        Instant requestedAt,
        @Nullable Instant openedAt,
        @Nullable Instant mergedAt,
        @Nullable String mergeCommit,
        @Nullable Boolean mergeable,
        @Nullable Trouble failure,
        boolean canMergeHere) {

    /**
     * What went wrong last.
     *
     * @param code stable, for instance {@code merge.token-rejected}
     * @param retryAt when the product tries again by itself, if the platform said so
     * @param paths the files in conflict
     */
    public record Trouble(
            String code,
            String message,
            boolean retryable,
            @Nullable Instant retryAt,
            List<String> paths) {

        /** The same for a reader. */
        public static Trouble of(MergeRequestFailure failure) {
            return new Trouble(
                    failure.code().code(), failure.message(), failure.passing(), failure.passesAt(), failure.paths());
        }
    }
}
