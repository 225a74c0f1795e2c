package io.codemaster.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Set;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.identity.AdministratorAppointed;
import io.codemaster.api.identity.AdministratorRetired;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Everybody who can administer right now. There is one such list, and once somebody is on it, it is never empty. */
@Aggregate
class Administrators {

    static final String ID = "administrators";

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    private final Set<UserId> active = new HashSet<>();

    Administrators() {}

    void appoint(UserId user) {
        if (!active.contains(user)) {
            apply(new AdministratorAppointed(user));
        }
    }

    void retire(UserId user) {
        if (active.stream().allMatch(user::equals)) {
            throw new CommandRejected(
                    ErrorCode.IDENTITY_LAST_ADMIN,
                    "This is the last active administrator. Make somebody else an administrator first.");
        }
        if (active.contains(user)) {
            apply(new AdministratorRetired(user));
        }
    }

    @EventSourcingHandler
    void on(AdministratorAppointed event) {
        id = ID;
        active.add(event.userId());
    }

    @EventSourcingHandler
    void on(AdministratorRetired event) {
        active.remove(event.userId());
    }
}
