package io.codemaster.app.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.app.edge.TestServer.SteppingClock;
import io.github.bucket4j.BucketConfiguration;

class RedisBucketsIT {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private static final BucketConfiguration TEN = BucketConfiguration.builder()
            .addLimit(it -> it.capacity(10).refillGreedy(10, PERIOD))
            .build();

    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock();

    private RedisBuckets process(TestingRedis redis) {
        return new RedisBuckets(
                redis.url(), PERIOD, Duration.ofSeconds(10), new InProcessBuckets(clock, PERIOD), clock);
    }

    private static long left(RedisBuckets process, String key) {
        return process.take(key, TEN).getRemainingTokens();
    }

    @Test
    void processesCountTogetherAndByThemselvesWhileRedisIsAway() {
        try (var redis = new TestingRedis(directory);
                var one = process(redis);
                var two = process(redis)) {
            await().until(() -> {
                clock.step(Duration.ofSeconds(6));
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
                clock.step(Duration.ofSeconds(6));
                left(one, "user:c");
                return left(two, "user:c") < 9;
            });
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> new RedisProperties("localhost:6379")).hasMessageContaining("codemaster.redis.url");
        assertThat(new RedisProperties("redis://:secret@localhost").toString()).doesNotContain("secret");
    }
}
