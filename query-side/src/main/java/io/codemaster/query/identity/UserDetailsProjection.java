package io.codemaster.query.identity;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.api.identity.UserDisabled;
import io.codemaster.api.identity.UserEnabled;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserPasswordChanged;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.query.shared.RightsChanges;

@Component
@ProcessingGroup("user-details")
class UserDetailsProjection {

    private final UserDetailsRepository users;

    private final UserIdentityRepository identities;

    private final RightsChanges rights;

    UserDetailsProjection(UserDetailsRepository users, UserIdentityRepository identities, RightsChanges rights) {
        this.users = users;
        this.identities = identities;
        this.rights = rights;
    }

    @EventHandler
    void on(UserRegistered event, @Timestamp Instant at) {
        users.save(new UserDetailsEntity(event, at));
    }

    @EventHandler
    void on(ExternalIdentityClaimed event) {
        var identity = new ExternalIdentity(event.provider(), event.tenant(), event.subject());
        identities.save(
                new UserIdentityEntity(identity.toString(), event.userId().value()));
    }

    @EventHandler
    void on(UserRoleChanged event, @SequenceNumber long version) {
        change(event.userId(), version, it -> it.playing(event.role()));
        rights.announce(event.userId());
    }

    @EventHandler
    void on(UserProfileChanged event, @SequenceNumber long version) {
        change(event.userId(), version, it -> it.looking(event));
        rights.announce(event.userId());
    }

    @EventHandler
    void on(UserDisabled event, @SequenceNumber long version) {
        change(event.userId(), version, UserDetailsEntity::disabled);
        rights.announce(event.userId());
    }

    @EventHandler
    void on(UserEnabled event, @SequenceNumber long version) {
        change(event.userId(), version, UserDetailsEntity::enabled);
        rights.announce(event.userId());
    }

    @EventHandler
    void on(UserPasswordChanged event) {
        change(event.userId(), it -> it.signedOut(event.keptSession()));
        rights.announce(event.userId());
    }

    @EventHandler
    void on(SessionOpened event, @Timestamp Instant at) {
        change(event.userId(), it -> it.signedIn(at));
    }

    private void change(UserId id, long version, Consumer<UserDetailsEntity> change) {
        change(id, user -> {
            change.accept(user);
            user.at(version);
        });
    }

    private void change(UserId id, Consumer<UserDetailsEntity> change) {
        users.findById(id.value()).ifPresent(user -> {
            change.accept(user);
            users.save(user);
        });
    }

    @ResetHandler
    void reset() {
        users.deleteAllInBatch();
        identities.deleteAllInBatch();
    }
}
