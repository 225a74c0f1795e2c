package io.codemaster.api.mergerequest;

import java.time.Instant;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/**
 * The change is part of the target branch.
 *
 * @param mergeCommit null when the platform does not say
 * @param mergedAt as the platform says, null when it does not
 * @param mergedBy who merged it here, null when it was merged on the platform
 * @param openedAt when the platform had the merge request, so that nobody has to look it up; null where revision 1 was
 *     stored
 */
@Revision("2")
public record MergeRequestMerged(
        MergeRequestId mergeRequestId,
        RequirementId requirementId,
        @Nullable String mergeCommit,
        @Nullable Instant mergedAt,
        @Nullable UserId mergedBy,
        @Nullable Instant openedAt)
        implements MergeRequestEvent {}
