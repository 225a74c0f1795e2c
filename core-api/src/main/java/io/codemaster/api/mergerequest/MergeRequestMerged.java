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
 */
@Revision("1")
public record MergeRequestMerged(
        MergeRequestId mergeRequestId,
        RequirementId requirementId,
        @Nullable String mergeCommit,
        @Nullable Instant mergedAt,
        @Nullable UserId mergedBy)
        implements MergeRequestEvent {}
