package io.codemaster.api.operations;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** Somebody had a sequence tried again. */
@Revision("1")
public record DeadLettersRetried(DeadLetterSequenceId sequenceId, String processor, String sequence, UserId retriedBy)
        implements DeadLetterEvent {}
