package io.codemaster.api.mergerequest;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells why the platform did not do it. The same told again changes nothing. */
public record RecordMergeRequestFailure(
        @TargetAggregateIdentifier MergeRequestId mergeRequestId, MergeRequestFailure failure)
        implements MergeRequestCommand {}
