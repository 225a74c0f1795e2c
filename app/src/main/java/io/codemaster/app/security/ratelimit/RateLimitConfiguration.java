package io.codemaster.app.security.ratelimit;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where it is remembered how much callers have used. */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RequestBuckets requestBuckets(RateLimitProperties properties, Clock clock) {
        return new InProcessBuckets(clock, properties.period());
    }
}
