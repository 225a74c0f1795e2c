package io.codemaster.app.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import io.codemaster.app.edge.TestServer;
import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.start.InvalidConfigurationException;

class RateLimitPropertiesTest {

    @Test
    void limitsCanBeSwitchedOff() {
        var off = new RateLimits(
                new RateLimitProperties(false, Duration.ofMinutes(1), 1, 1, 1),
                new InProcessBuckets(Clock.systemUTC(), Duration.ofMinutes(1)));
        var filter = new RateLimitFilter(off, TestServer.shared().bean(ProblemWriter.class));
        assertThat(filter.shouldNotFilter(new MockHttpServletRequest("GET", "/api/v1/projects")))
                .isTrue();
    }

    @Test
    void limitsThatLetNobodyInAreRefusedByName() {
        assertThatThrownBy(() -> new RateLimitProperties(true, Duration.ofMinutes(1), 0, 1, 1))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("codemaster.rate-limit.user");
        assertThatThrownBy(() -> new RateLimitProperties(true, Duration.ZERO, 1, 1, 1))
                .hasMessageContaining("codemaster.rate-limit.period");
    }
}
