package io.codemaster.app.security.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.codemaster.query.shared.redis.RedisLink;

/**
 * Makes guessing slow: after some failures an account, and an address, has to wait before the next try, each time twice as
 * long. A try counts as a failure until it has succeeded, so that tries at the same time count too. Where there is a Redis,
 * all processes count together; while it is away, each by itself.
 */
@Component
class SignInThrottle {

    static final Limit ACCOUNT = new Limit("account", 5, Duration.ofMinutes(1));

    static final Limit ADDRESS = new Limit("address", 25, Duration.ofMinutes(15));

    static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private static final int MOST_REMEMBERED = 50_000;

    static final int MOST_DOUBLINGS = 20;

    private final Clock clock;

    private final Cache<String, Tries> tries;

    private final Optional<SharedTries> everywhere;

    @Autowired
    SignInThrottle(Clock clock, ObjectProvider<RedisLink> redis) {
        this(clock, redis.getIfAvailable());
    }

    /** Counts in this process, and with all others where there is a link. */
    SignInThrottle(Clock clock, @Nullable RedisLink link) {
        this.clock = clock;
        this.everywhere = Optional.ofNullable(link).map(SharedTries::new);
        this.tries = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /** How many failures are free, and how long the longest wait is. */
    record Limit(String name, int free, Duration longest) {

        Duration waitAfter(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    private record Tries(int failures, long notBefore) {}

    /**
     * Asks for a try and counts it.
     *
     * @return how long to wait instead; empty when the try may go on
     */
    Optional<Duration> admit(String account, String address) {
        var accountKey = key(ACCOUNT, account);
        var addressKey = key(ADDRESS, address);
        var shared = everywhere.flatMap(it -> it.admit(accountKey, addressKey, clock.millis()));
        if (shared.isPresent() && !shared.get().isZero()) {
            return shared;
        }
        // counted here too, so that whoever makes Redis go away begins nothing anew
        synchronized (this) {
            var wait = shared.isPresent() ? 0 : Math.max(waitFor(accountKey), waitFor(addressKey));
            if (wait > 0) {
                return Optional.of(Duration.ofMillis(wait));
            }
            count(ACCOUNT, accountKey);
            count(ADDRESS, addressKey);
            return Optional.empty();
        }
    }

    /**
     * Asks for a try and counts it.
     *
     * @throws RefusedException when it is too early for one
     */
    void admitOrRefuse(String account, String address) {
        admit(account, address).ifPresent(wait -> {
            throw new RefusedException(Refusal.tooMany(
                    "auth.too-many-attempts", "Too many attempts to sign in. Wait a little, then try again.", wait));
        });
    }

    /** The try was right: the account starts anew, and the address gets its try back. */
    void succeeded(String account, String address) {
        everywhere.ifPresent(it -> it.succeeded(key(ACCOUNT, account), key(ADDRESS, address)));
        synchronized (this) {
            tries.invalidate(key(ACCOUNT, account));
            tries.asMap()
                    .computeIfPresent(key(ADDRESS, address), (key, it) -> new Tries(Math.max(0, it.failures() - 1), 0));
        }
    }

    private long waitFor(String key) {
        var known = tries.getIfPresent(key);
        return known == null ? 0 : known.notBefore() - clock.millis();
    }

    private void count(Limit limit, String key) {
        var known = tries.getIfPresent(key);
        var failures = known == null ? 1 : known.failures() + 1;
        tries.put(
                key,
                new Tries(failures, clock.millis() + limit.waitAfter(failures).toMillis()));
    }

    private static String key(Limit limit, String value) {
        var text = value.toLowerCase(Locale.ROOT).strip();
        return limit.name() + ":" + (text.length() > 320 ? text.substring(0, 320) : text);
    }
}
