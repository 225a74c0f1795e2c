package io.codemaster.api.operations;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/**
 * Records that somebody has a sequence tried again.
 *
 * @param processor whose it is
 * @param sequence what its events have in common
 */
public record RetryDeadLetters(
        @TargetAggregateIdentifier DeadLetterSequenceId sequenceId, String processor, String sequence, UserId retriedBy)
        implements DeadLetterCommand {}
