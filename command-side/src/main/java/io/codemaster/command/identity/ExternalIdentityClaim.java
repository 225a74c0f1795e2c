package io.codemaster.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.UserId;

/** An identity elsewhere that is known here: the event store lets it be created once. */
@Aggregate
class ExternalIdentityClaim {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    ExternalIdentityClaim() {}

    ExternalIdentityClaim(UserId userId, ExternalIdentity identity) {
        apply(new ExternalIdentityClaimed(userId, identity.provider(), identity.tenant(), identity.subject()));
    }

    @EventSourcingHandler
    void on(ExternalIdentityClaimed event) {
        id = new ExternalIdentity(event.provider(), event.tenant(), event.subject()).toString();
    }
}
