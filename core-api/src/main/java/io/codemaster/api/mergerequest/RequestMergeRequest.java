package io.codemaster.api.mergerequest;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Asks for a merge request of an approved change, or that the one there is describes it. Asked again for the same it
 * changes nothing, unless it failed. Answers {@link MergeRequestDetails} as it is after that.
 *
 * @param requestedBy null when the product asks by itself
 */
public record RequestMergeRequest(
        @TargetAggregateIdentifier MergeRequestId mergeRequestId,
        MergeRequestOrder order,
        MergeRequestBrief brief,
        @Nullable UserId requestedBy)
        implements MergeRequestCommand {}
