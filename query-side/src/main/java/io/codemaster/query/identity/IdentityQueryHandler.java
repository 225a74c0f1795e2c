package io.codemaster.query.identity;

import java.util.Locale;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.UserDetails;

@Component
class IdentityQueryHandler {

    private final UserDetailsRepository users;

    IdentityQueryHandler(UserDetailsRepository users) {
        this.users = users;
    }

    @QueryHandler
    Optional<UserDetails> handle(FindUser query) {
        return users.findById(query.userId().value()).map(UserDetailsEntity::view);
    }

    @QueryHandler
    Optional<UserDetails> handle(FindUserByEmail query) {
        return users.findFirstByEmailOrderByCreatedAt(query.email().toLowerCase(Locale.ROOT))
                .map(UserDetailsEntity::view);
    }
}
