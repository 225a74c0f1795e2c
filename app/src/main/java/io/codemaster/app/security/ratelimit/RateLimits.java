package io.codemaster.app.security.ratelimit;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

import io.codemaster.app.security.session.Caller;
import io.github.bucket4j.BucketConfiguration;

/** Who counts as one caller, and how much that one may still ask for. */
@Component
public class RateLimits {

    private final RateLimitProperties properties;

    private final RequestBuckets buckets;

    RateLimits(RateLimitProperties properties, RequestBuckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
    }

    /**
     * What is left after a request.
     *
     * @param policy the name of the limit: user, token, address
     * @param quota requests in a period
     * @param period how long that is
     * @param remaining requests that would pass right now
     * @param untilFull how long until the whole quota is there again
     * @param retryAfter zero when the request passes, else how long until one would
     */
    record Allowance(
            String policy, long quota, Duration period, long remaining, Duration untilFull, Duration retryAfter) {

        boolean isExceeded() {
            return !retryAfter.isZero();
        }
    }

    boolean isOn() {
        return properties.enabled();
    }

    /** Counts the request. */
    Allowance take(HttpServletRequest request, @Nullable Authentication authentication) {
        if (authentication instanceof Caller caller) {
            return caller.accessToken()
                    .map(token -> take("token", token.value(), properties.token()))
                    .orElseGet(() -> take("user", caller.id().value(), properties.user()));
        }
        return take("address", request.getRemoteAddr(), properties.address());
    }

    private Allowance take(String policy, String who, long quota) {
        var period = properties.period();
        var limit = BucketConfiguration.builder()
                .addLimit(it -> it.capacity(quota).refillGreedy(quota, period))
                .build();
        var probe = buckets.take(policy + ":" + who, limit);
        return new Allowance(
                policy,
                quota,
                period,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
    }
}
