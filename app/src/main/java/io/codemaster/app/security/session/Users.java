package io.codemaster.app.security.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.FindUserByIdentity;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;

/** Users as they are now; where another process remembers, as they were two seconds ago at most. */
@Component
public class Users {

    private static final long PATIENCE_SECONDS = 5;

    private final QueryGateway queries;

    /** Holds nobody who is unknown, so that a new user is known at once. */
    private final Cache<UserId, UserAccount> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    Users(QueryGateway queries) {
        this.queries = queries;
    }

    /** The user, if there is one. */
    public Optional<UserAccount> find(UserId id) {
        return Optional.ofNullable(recent.get(id, this::read));
    }

    /** Reads while the cache holds the entry, so that what is forgotten meanwhile is not remembered after all. */
    private @Nullable UserAccount read(UserId id) {
        return ask(new FindUser(id)).orElse(null);
    }

    /** The user who signs in with this address, in any case. */
    public Optional<UserAccount> findByEmail(String email) {
        return ask(new FindUserByEmail(email));
    }

    /** The user who is this person elsewhere. */
    public Optional<UserAccount> findByIdentity(ExternalIdentity identity) {
        return ask(new FindUserByIdentity(identity));
    }

    /** First of all who hear of it, because others ask here. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(RightsChanged change) {
        refresh(change.userId());
    }

    /** Forgets what was read, because it has changed. */
    public void refresh(UserId id) {
        recent.invalidate(id);
    }

    private Optional<UserAccount> ask(Object query) {
        try {
            return queries.query(query, ResponseTypes.optionalInstanceOf(UserAccount.class))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
