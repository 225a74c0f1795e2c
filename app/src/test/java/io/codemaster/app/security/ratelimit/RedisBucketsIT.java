package io.codemaster.app.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisSettings;
import io.codemaster.testing.redis.TestingRedis;
import io.github.bucket4j.BucketConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class RedisBucketsIT {

    private static final Duration PERIOD = Duration.ofMinutes(10);

    private static final BucketConfiguration TEN = BucketConfiguration.builder()
            .addLimit(it -> it.capacity(10).refillGreedy(10, PERIOD))
            .build();

    @TempDir
    private Path directory;

    private static RedisLink link(TestingRedis redis) {
        return new RedisLink(
                new RedisSettings(
                        redis.url(), "here:", Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofHours(1)),
                new SimpleMeterRegistry());
    }

    private static RedisBuckets process(RedisLink link) {
        return new RedisBuckets(link, PERIOD, new InProcessBuckets(Clock.systemUTC(), PERIOD));
    }

    private static long left(RedisBuckets process, String key) {
        return process.take(key, TEN).getRemainingTokens();
    }

    @Test
    void processesCountTogetherAndByThemselvesWhileRedisIsAwayOrSilent() {
        try (var redis = new TestingRedis(directory);
                var oneLink = link(redis);
                var twoLink = link(redis);
                var one = process(oneLink);
                var two = process(twoLink)) {
            await().until(() -> oneLink.isUp() && twoLink.isUp());
            await().until(() -> {
                left(one, "warm-up");
                return left(two, "warm-up") < 9;
            });
            assertThat(left(one, "user:a")).isEqualTo(9);
            assertThat(left(two, "user:a")).isEqualTo(8);
            assertThat(left(two, "user:b")).isEqualTo(9);

            redis.stop();
            assertThat(left(one, "user:a")).as("counted here meanwhile").isEqualTo(9);
            assertThat(left(two, "user:a")).isEqualTo(9);
            assertThat(left(one, "user:a")).isEqualTo(8);

            redis.restart();
            await().until(() -> {
                left(one, "user:c");
                return left(two, "user:c") < 9;
            });

            redis.freeze();
            long began = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                left(one, "user:d");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("one of ten waits")
                    .isLessThan(Duration.ofSeconds(3));
            redis.thaw();
            await().until(oneLink::isUp);
        }
    }
}
