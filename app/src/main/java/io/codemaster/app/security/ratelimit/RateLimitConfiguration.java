package io.codemaster.app.security.ratelimit;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.query.shared.redis.RedisLink;

/** Where it is remembered how much callers have used. */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RequestBuckets requestBuckets(RateLimitProperties properties, ObjectProvider<RedisLink> redis, Clock clock) {
        var here = new InProcessBuckets(clock, properties.period());
        var link = redis.getIfAvailable();
        return link == null ? here : new RedisBuckets(link, properties.period(), here);
    }
}
