package io.codemaster.api.mergerequest;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks to look at the platform soon: it has hinted at something new. Nothing happens to what is merged. */
public record RefreshMergeRequest(@TargetAggregateIdentifier MergeRequestId mergeRequestId)
        implements MergeRequestCommand {}
