package io.codemaster.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.CheckUser;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserRoleChanged;

/** Somebody who uses the platform. */
@Aggregate
class User {

    @AggregateIdentifier
    private UserId id;

    private @Nullable UserRole role;

    User() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(RegisterUser command) throws Exception {
        apply(new UserRegistered(command.userId(), command.name(), command.email(), command.role(), command.origin()));
        createNew(EmailClaim.class, () -> new EmailClaim(command.userId(), command.email()));
    }

    @CommandHandler
    UserId handle(CheckUser command) {
        return command.userId();
    }

    @CommandHandler
    void handle(ChangeUserRole command) {
        if (command.role() != role) {
            apply(new UserRoleChanged(id, command.role()));
        }
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        id = event.userId();
        role = event.role();
    }

    @EventSourcingHandler
    void on(UserRoleChanged event) {
        role = event.role();
    }
}
