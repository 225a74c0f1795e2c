package io.codemaster.command.codegen;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.codegen.AnnounceWorker;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkerStarted;

/** A process that runs agents; it keeps its id over restarts. */
@Aggregate(snapshotTriggerDefinition = "workerSnapshots")
class Worker {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private WorkerId id;

    Worker() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AnnounceWorker command) {
        apply(new WorkerStarted(command.workerId(), command.incarnation()));
    }

    @EventSourcingHandler
    void on(WorkerStarted event) {
        id = event.workerId();
    }
}
