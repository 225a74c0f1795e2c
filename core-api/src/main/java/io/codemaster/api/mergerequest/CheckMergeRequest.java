package io.codemaster.api.mergerequest;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.shared.Check;

/** Asks how a merge request is; answers {@link MergeRequestDetails}. */
public record CheckMergeRequest(@TargetAggregateIdentifier MergeRequestId mergeRequestId)
        implements MergeRequestCommand, Check {}
