package io.codemaster.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void secondsCountFromNow() {
        assertThat(RateLimit.passesAt(List.of(Map.entry("Retry-After", "90")), NOW))
                .isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void aDateIsTakenAsItIs() {
        assertThat(RateLimit.passesAt(List.of(Map.entry("retry-after", "Sun, 22 Nov 2026 15:00:00 GMT")), NOW))
                .isEqualTo(Instant.parse("2026-11-22T15:00:00Z"));
    }

    @Test
    void theResetOfTheLimitComesBeforeAShortPause() {
        assertThat(RateLimit.passesAt(
                        List.of(
                                Map.entry("retry-after", "1"),
                                Map.entry("anthropic-ratelimit-unified-reset", "1795400000")),
                        NOW))
                .isEqualTo(Instant.ofEpochSecond(1_795_400_000L));
    }

    @Test
    void nonsenseSaysNothing() {
        assertThat(RateLimit.passesAt(List.of(Map.entry("retry-after", "soon")), NOW))
                .isNull();
        assertThat(RateLimit.passesAt(List.of(), NOW)).isNull();
    }
}
