package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/**
 * An approved change shall be merged.
 *
 * @param attempt 1 for the first request of the requirement
 * @param requestedBy null when the product asked by itself
 */
@Revision("1")
public record MergeRequestRequested(
        MergeRequestId mergeRequestId,
        RequirementId requirementId,
        int attempt,
        MergeRequestOrder order,
        MergeRequestBrief brief,
        @Nullable UserId requestedBy)
        implements MergeRequestEvent {}
