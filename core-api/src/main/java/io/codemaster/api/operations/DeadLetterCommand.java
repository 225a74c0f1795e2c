package io.codemaster.api.operations;

/** Everything that can be asked of a sequence that is held. */
public sealed interface DeadLetterCommand permits RetryDeadLetters, EvictDeadLetters {

    DeadLetterSequenceId sequenceId();
}
