package io.codemaster.query.identity;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRoleChanged;

@Component
@ProcessingGroup("user-details")
class UserDetailsProjection {

    private final UserDetailsRepository users;

    UserDetailsProjection(UserDetailsRepository users) {
        this.users = users;
    }

    @EventHandler
    void on(UserRegistered event, @Timestamp Instant at) {
        users.save(new UserDetailsEntity(event, at));
    }

    @EventHandler
    void on(UserRoleChanged event) {
        users.findById(event.userId().value()).ifPresent(user -> {
            user.playing(event.role());
            users.save(user);
        });
    }

    @ResetHandler
    void reset() {
        users.deleteAllInBatch();
    }
}
