package io.codemaster.api.operations;

/** Everything that people did with a sequence that is held. */
public sealed interface DeadLetterEvent permits DeadLettersRetried, DeadLettersEvicted {

    DeadLetterSequenceId sequenceId();
}
