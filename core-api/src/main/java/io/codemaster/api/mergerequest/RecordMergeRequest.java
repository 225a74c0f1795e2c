package io.codemaster.api.mergerequest;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Tells what the platform says. Told again it changes nothing.
 *
 * @param attempt the request that was carried out, 0 when the platform was only looked at
 * @param by who merged it here, null otherwise
 */
public record RecordMergeRequest(
        @TargetAggregateIdentifier MergeRequestId mergeRequestId,
        int attempt,
        RemoteMergeRequest remote,
        @Nullable UserId by)
        implements MergeRequestCommand {}
