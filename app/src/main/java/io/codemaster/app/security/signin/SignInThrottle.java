package io.codemaster.app.security.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;

/**
 * Makes guessing slow: after some failures an account, and an address, has to wait before the next try, each time twice as
 * long. A try counts as a failure until it has succeeded, so that tries at the same time count too.
 */
@Component
class SignInThrottle {

    private static final Limit ACCOUNT = new Limit("account", 5, Duration.ofMinutes(1));

    private static final Limit ADDRESS = new Limit("address", 25, Duration.ofMinutes(15));

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private static final int MOST_REMEMBERED = 50_000;

    private static final int MOST_DOUBLINGS = 20;

    private final Clock clock;

    private final Cache<String, Tries> tries;

    SignInThrottle(Clock clock) {
        this.clock = clock;
        this.tries = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /** How many failures are free, and how long the longest wait is. */
    private record Limit(String name, int free, Duration longest) {

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
    synchronized Optional<Duration> admit(String account, String address) {
        var accountKey = key(ACCOUNT, account);
        var addressKey = key(ADDRESS, address);
        var wait = Math.max(waitFor(accountKey), waitFor(addressKey));
        if (wait > 0) {
            return Optional.of(Duration.ofMillis(wait));
        }
        count(ACCOUNT, accountKey);
        count(ADDRESS, addressKey);
        return Optional.empty();
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
    synchronized void succeeded(String account, String address) {
        tries.invalidate(key(ACCOUNT, account));
        tries.asMap()
                .computeIfPresent(key(ADDRESS, address), (key, it) -> new Tries(Math.max(0, it.failures() - 1), 0));
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
