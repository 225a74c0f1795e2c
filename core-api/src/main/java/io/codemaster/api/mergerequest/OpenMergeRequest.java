package io.codemaster.api.mergerequest;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the merge request on the platform, and writes its title and description. Accepted at once; what came of
 * it arrives as {@link RecordMergeRequest} or {@link RecordMergeRequestFailure}.
 *
 * @param number the one that is known to be there, null for none
 */
public record OpenMergeRequest(
        @RoutingKey MergeRequestId mergeRequestId,
        int attempt,
        MergeRequestOrder order,
        MergeRequestBrief brief,
        @Nullable Long number)
        implements MergeRequestTask {}
