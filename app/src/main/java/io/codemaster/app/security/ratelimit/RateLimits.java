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

    private final Limit user;

    private final Limit token;

    private final Limit address;

    RateLimits(RateLimitProperties properties, RequestBuckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
        this.user = limit("user", properties.user());
        this.token = limit("token", properties.token());
        this.address = limit("address", properties.address());
    }

    private Limit limit(String policy, long quota) {
        var bucket = BucketConfiguration.builder()
                .addLimit(it -> it.capacity(quota).refillGreedy(quota, properties.period()))
                .build();
        return new Limit(policy, quota, bucket);
    }

    /** What every caller of a kind may use. */
    private record Limit(String policy, long quota, BucketConfiguration bucket) {}

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
                    .map(id -> take(token, id.value()))
                    .orElseGet(() -> take(user, caller.id().value()));
        }
        return take(address, request.getRemoteAddr());
    }

    private Allowance take(Limit limit, String who) {
        var probe = buckets.take(limit.policy() + ":" + who, limit.bucket());
        return new Allowance(
                limit.policy(),
                limit.quota(),
                properties.period(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
    }
}
