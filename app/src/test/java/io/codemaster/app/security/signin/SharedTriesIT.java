package io.codemaster.app.security.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.app.edge.TestServer;
import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisSettings;
import io.codemaster.testing.redis.TestingRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class SharedTriesIT {

    @TempDir
    private Path directory;

    private final TestServer.SteppingClock clock = new TestServer.SteppingClock();

    private static RedisLink link(TestingRedis redis) {
        return new RedisLink(
                new RedisSettings(redis.url(), "", Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofHours(1)),
                new SimpleMeterRegistry());
    }

    private static Duration waitFor(SignInThrottle process, String account, String address) {
        return process.admit(account, address).orElse(Duration.ZERO);
    }

    @Test
    void guessingAtSeveralProcessesIsAsSlowAsAtOne() {
        try (var redis = new TestingRedis(directory);
                var link = link(redis);
                var other = link(redis)) {
            var one = new SignInThrottle(clock, link);
            var two = new SignInThrottle(clock, other);
            await().until(() -> link.isUp() && other.isUp());
            for (int i = 0; i < 5; i++) {
                assertThat(waitFor(i % 2 == 0 ? one : two, "anna", "10.0.0." + i))
                        .isZero();
            }
            long expected = 1;
            for (int i = 0; i < 8; i++) {
                assertThat(waitFor(two, "Anna", "10.0.1." + i))
                        .isBetween(Duration.ofSeconds(expected).minusMillis(500), Duration.ofSeconds(expected));
                assertThat(waitFor(one, "ANNA ", "10.0.2." + i)).isPositive();
                clock.step(Duration.ofSeconds(expected));
                assertThat(waitFor(i % 2 == 0 ? one : two, "anna", "10.0.3." + i))
                        .isZero();
                expected = Math.min(expected * 2, 60);
            }
            assertThat(keys(link)).as("addresses of people are not in Redis").doesNotContain("anna", "10.0.0");

            redis.kill();
            assertThat(waitFor(one, "anna", "10.0.4.1")).isZero();
            assertThat(waitFor(one, "anna", "10.0.4.2"))
                    .as("what was counted here while Redis was there counts: there are no free tries again")
                    .isPositive();

            redis.restart();
            await().until(() -> link.isUp() && other.isUp());
            assertThat(waitFor(one, "bert", "10.0.0.1")).isZero();
            one.succeeded("bert", "10.0.0.1");
            for (int i = 0; i < 5; i++) {
                assertThat(waitFor(two, "bert", "10.0.0.2")).isZero();
            }
            assertThat(waitFor(one, "bert", "10.0.0.3")).isPositive();
        }
    }

    private static String keys(RedisLink link) {
        return link.ask(it -> it.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8)).stream()
                        .map(key -> new String(key, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(" ")))
                .orElseThrow();
    }
}
