package io.codemaster.app.redis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import io.codemaster.query.shared.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;

/** The link to Redis where one is configured; everything works without it. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnRedis.class)
class RedisConfiguration {

    /** Works, with less: what several processes share is then each one's own, or the database's. */
    static final Status DEGRADED = new Status("DEGRADED", "Redis is away; the process does without it.");

    @Bean(destroyMethod = "close")
    RedisLink redisLink(RedisProperties properties, MeterRegistry meters) {
        var url = properties.url();
        if (url == null) {
            throw new IllegalStateException("there is no link without an address");
        }
        return new RedisLink(properties.settings(url), meters);
    }

    /** No part of readiness: a process without Redis serves everybody. */
    @Bean
    HealthIndicator redisHealthIndicator(RedisLink link) {
        return () -> link.problem()
                .map(reason ->
                        Health.status(DEGRADED).withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }
}
