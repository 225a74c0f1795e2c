package io.codemaster.app.security.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;

/** Users as they are now, or were two seconds ago. */
@Component
public class Users {

    private static final long PATIENCE_SECONDS = 5;

    private final QueryGateway queries;

    /** Holds nobody who is unknown, so that a new user is known at once. */
    private final Cache<UserId, UserDetails> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    Users(QueryGateway queries) {
        this.queries = queries;
    }

    /** The user, if there is one. */
    public Optional<UserDetails> find(UserId id) {
        var known = recent.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var found = ask(new FindUser(id));
        found.ifPresent(it -> recent.put(id, it));
        return found;
    }

    /** The user with this address, in any case. */
    public Optional<UserDetails> findByEmail(String email) {
        return ask(new FindUserByEmail(email));
    }

    /** Forgets what was read, because it has changed. */
    public void refresh(UserId id) {
        recent.invalidate(id);
    }

    private Optional<UserDetails> ask(Object query) {
        try {
            return queries.query(query, ResponseTypes.optionalInstanceOf(UserDetails.class))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
