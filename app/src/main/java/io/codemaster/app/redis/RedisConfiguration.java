package io.codemaster.app.redis;

import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.codemaster.app.admin.VersionSource;
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

    @Bean
    @Order(2)
    VersionSource redisVersion(RedisLink link) {
        return () -> List.of(new VersionSource.Part(
                "REDIS",
                "Redis",
                link.ask(connection -> connection.serverCommands().info("server"))
                        .map(it -> it.getProperty("redis_version"))
                        .orElse(null)));
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
