package io.codemaster.command.operations;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.operations.CloseReadModelRebuild;
import io.codemaster.api.operations.OrderReadModelRebuild;
import io.codemaster.api.operations.ReadModelRebuildClosed;
import io.codemaster.api.operations.ReadModelRebuildId;
import io.codemaster.api.operations.ReadModelRebuildOrdered;

/** That read models were made anew, by whom and with what result. */
@Aggregate
class ReadModelRebuild {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private ReadModelRebuildId id;

    ReadModelRebuild() {}

    @CommandHandler
    ReadModelRebuild(OrderReadModelRebuild command) {
        apply(new ReadModelRebuildOrdered(
                command.rebuildId(), command.names(), command.compareOnly(), command.orderedBy()));
    }

    @CommandHandler
    void handle(CloseReadModelRebuild command) {
        apply(new ReadModelRebuildClosed(command.rebuildId(), command.replaced(), command.wrong(), command.failure()));
    }

    @EventSourcingHandler
    void on(ReadModelRebuildOrdered event) {
        id = event.rebuildId();
    }
}
