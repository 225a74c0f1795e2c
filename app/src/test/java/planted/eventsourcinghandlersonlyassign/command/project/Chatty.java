package planted.eventsourcinghandlersonlyassign.command.project;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateLifecycle;

/** Decides again when it is loaded. */
class Chatty {

    @EventSourcingHandler
    void on(String event) {
        AggregateLifecycle.apply(event + "!");
    }
}
