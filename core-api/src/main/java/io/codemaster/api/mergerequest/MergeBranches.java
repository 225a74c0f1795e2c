package io.codemaster.api.mergerequest;

import org.axonframework.commandhandling.RoutingKey;

import io.codemaster.api.identity.UserId;

/**
 * Merges where the product is the platform: makes the merge commit and pushes it. Answers {@link MergedChange}; refused
 * with the {@code merge.…} codes.
 */
public record MergeBranches(@RoutingKey MergeRequestId mergeRequestId, MergeRequestOrder order, UserId mergedBy)
        implements MergeRequestTask {}
