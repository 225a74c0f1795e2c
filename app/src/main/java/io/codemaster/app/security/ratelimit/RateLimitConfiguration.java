package io.codemaster.app.security.ratelimit;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where it is remembered how much callers have used. */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    @Bean
    RequestBuckets requestBuckets(RateLimitProperties properties, RedisProperties redis, Clock clock) {
        var here = new InProcessBuckets(clock, properties.period());
        return redis.url() == null ? here : new RedisBuckets(redis.url(), properties.period(), PATIENCE, here, clock);
    }
}
