package io.codemaster.app.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;

import io.codemaster.testing.redis.TestingRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class RedisConfigurationTest {

    @TempDir
    private Path directory;

    private static RedisProperties at(@Nullable String url) {
        return new RedisProperties(url, "", Duration.ofMillis(250), Duration.ofMillis(200), Duration.ofHours(24));
    }

    @Test
    void aWrongValueIsRefusedByNameAndWithoutTheSecret() {
        assertThatThrownBy(() -> at("localhost:6379")).hasMessageContaining("codemaster.redis.url");
        assertThatThrownBy(
                        () -> new RedisProperties(null, "", Duration.ZERO, Duration.ofSeconds(3), Duration.ofHours(24)))
                .hasMessageContaining("codemaster.redis.timeout");
        assertThatThrownBy(() -> new RedisProperties(
                        null, "", Duration.ofMillis(250), Duration.ofHours(3), Duration.ofHours(24)))
                .hasMessageContaining("codemaster.redis.pause");
        assertThat(at("redis://:secret@localhost").toString()).doesNotContain("secret");
        assertThat(at("redis://:secret@localhost")
                        .settings("redis://:secret@localhost")
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void healthSaysWhenTheProcessDoesWithoutRedis() {
        try (var redis = new TestingRedis(directory)) {
            var configuration = new RedisConfiguration();
            var meters = new SimpleMeterRegistry();
            redis.kill();
            try (var link = configuration.redisLink(at(redis.url().replace("//", "//:secret@")), meters)) {
                var health = configuration.redisHealthIndicator(link);
                await().until(() -> meters.counter("codemaster.redis.losses").count() == 1);
                var said = Objects.requireNonNull(health.health());
                assertThat(said.getStatus()).isEqualTo(RedisConfiguration.DEGRADED);
                assertThat(said.getDetails().toString()).contains("reason").doesNotContain("secret");

                redis.restart();
                await().until(() -> link.isUp());
                assertThat(health.health()).isEqualTo(Health.up().build());
            }
        }
    }
}
