package io.codemaster.api.mergerequest;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Reads how the merge request is on the platform. Accepted at once; what came of it arrives as {@link RecordMergeRequest}
 * or {@link RecordMergeRequestFailure}.
 */
public record ReadMergeRequest(@RoutingKey MergeRequestId mergeRequestId, MergeRequestOrder order, long number)
        implements MergeRequestTask {}
