package io.codemaster.command.operations;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.operations.DeadLetterSequenceId;
import io.codemaster.api.operations.DeadLettersEvicted;
import io.codemaster.api.operations.DeadLettersRetried;
import io.codemaster.api.operations.EvictDeadLetters;
import io.codemaster.api.operations.RetryDeadLetters;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** What people did with a sequence of events that could not be handled, and why. */
@Aggregate
class DeadLetterSequence {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private DeadLetterSequenceId id;

    DeadLetterSequence() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RetryDeadLetters command) {
        apply(new DeadLettersRetried(
                command.sequenceId(), command.processor(), command.sequence(), command.retriedBy()));
    }

    /** Events are given up for a reason, or not at all. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EvictDeadLetters command) {
        if (command.reason().isBlank()) {
            throw new CommandRejected(ErrorCode.REQUEST_INVALID, "Say why these events are given up.", "reason");
        }
        apply(new DeadLettersEvicted(
                command.sequenceId(),
                command.processor(),
                command.sequence(),
                command.events(),
                command.reason().strip(),
                command.evictedBy()));
    }

    @EventSourcingHandler
    void on(DeadLettersRetried event) {
        id = event.sequenceId();
    }

    @EventSourcingHandler
    void on(DeadLettersEvicted event) {
        id = event.sequenceId();
    }
}
