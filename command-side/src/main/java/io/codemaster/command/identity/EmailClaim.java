package io.codemaster.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.identity.UserEmailClaimed;
import io.codemaster.api.identity.UserId;

/** An e-mail address that is taken: the event store lets it be created once. */
@Aggregate
class EmailClaim {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    EmailClaim() {}

    EmailClaim(UserId userId, String email) {
        apply(new UserEmailClaimed(userId, email));
    }

    @EventSourcingHandler
    void on(UserEmailClaimed event) {
        id = "email:" + event.email();
    }
}
