package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/**
 * Somebody gave events up: the processor will never see them.
 *
 * @param events their ids; they are still in the store
 */
@Revision("1")
public record DeadLettersEvicted(
        DeadLetterSequenceId sequenceId,
        String processor,
        String sequence,
        List<String> events,
        String reason,
        UserId evictedBy)
        implements DeadLetterEvent {

    public DeadLettersEvicted {
        events = List.copyOf(events);
    }
}
