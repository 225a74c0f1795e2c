package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/**
 * Records that somebody gives events up: the processor will never see them.
 *
 * @param processor whose they are
 * @param sequence what the events have in common
 * @param events the ids of the events
 * @param reason in the words of who did it
 */
public record EvictDeadLetters(
        @TargetAggregateIdentifier DeadLetterSequenceId sequenceId,
        String processor,
        String sequence,
        List<String> events,
        String reason,
        UserId evictedBy)
        implements DeadLetterCommand {

    public EvictDeadLetters {
        events = List.copyOf(events);
    }
}
