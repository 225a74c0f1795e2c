package io.codemaster.app.security.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.codemaster.app.edge.TestServer;
import io.codemaster.query.shared.redis.RedisLink;

class SignInThrottleTest {

    private final TestServer.SteppingClock clock = new TestServer.SteppingClock();

    private final SignInThrottle throttle = new SignInThrottle(clock, (RedisLink) null);

    private Duration waitFor(String account, String address) {
        return throttle.admit(account, address).orElse(Duration.ZERO);
    }

    private void fail(String account, String address) {
        assertThat(waitFor(account, address)).isZero();
    }

    @Test
    void theWaitGrowsWithEachFailureUpToAMinute() {
        for (int i = 0; i < 5; i++) {
            fail("anna", "10.0.0." + i);
        }
        long expected = 1;
        for (int i = 0; i < 10; i++) {
            var wait = waitFor("anna", "10.0.1." + i);
            assertThat(wait).isBetween(Duration.ofSeconds(expected).minusMillis(500), Duration.ofSeconds(expected));
            clock.step(Duration.ofSeconds(expected));
            fail("ANNA ", "10.0.2." + i);
            expected = Math.min(expected * 2, 60);
        }
    }

    @Test
    void askingWhileWaitingMakesItNoLonger() {
        for (int i = 0; i < 5; i++) {
            fail("bert", "10.0.0." + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(waitFor("bert", "10.0.0.9")).isPositive();
        }
        clock.step(Duration.ofSeconds(1));
        assertThat(waitFor("bert", "10.0.0.9")).isZero();
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() {
        for (int i = 0; i < 25; i++) {
            fail("user" + i, "10.0.0.1");
        }
        assertThat(waitFor("somebody-else", "10.0.0.1")).isPositive();
        assertThat(waitFor("somebody-else", "10.0.0.2")).isZero();
    }

    @Test
    void aSuccessFreesTheAccount() {
        for (int i = 0; i < 4; i++) {
            fail("cora", "10.0.0.1");
        }
        throttle.succeeded("cora", "10.0.0.1");
        for (int i = 0; i < 5; i++) {
            fail("cora", "10.0.0.2");
        }
    }

    @Test
    void failuresAreForgottenAfterHalfAnHour() {
        for (int i = 0; i < 5; i++) {
            fail("dora", "10.0.0.1");
        }
        clock.step(Duration.ofMinutes(31));
        fail("dora", "10.0.0.1");
        assertThat(waitFor("dora", "10.0.0.1")).isZero();
    }
}
