package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.security.session.AccessTokens;

class RateLimitTest {

    private static final TestServer SERVER = TestServer.sharedStrict();

    @BeforeEach
    void everybodyHasAWholeQuotaAgain() {
        SERVER.clock.step(Duration.ofMinutes(2));
    }

    private static Answer me(String token) {
        return SERVER.get("/api/v1/auth/me").bearer(token).send();
    }

    private static void use(String token, int requests) {
        IntStream.range(0, requests)
                .forEach(i -> assertThat(me(token).status()).as("request %d", i).isNotEqualTo(429));
    }

    private static void isTooMuch(Answer answer, String policy) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("request.rate-limited");
        assertThat(answer.header("RateLimit").orElse("")).startsWith("\"" + policy + "\";r=0;t=");
        assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 60);
    }

    @Test
    void everyAnswerSaysWhatIsLeft() {
        var token = SERVER.user("counted", UserRole.RD);
        var first = me(token);
        assertThat(first.header("RateLimit-Policy")).contains("\"user\";q=20;w=60");
        assertThat(first.header("RateLimit")).contains("\"user\";r=19;t=3");
        assertThat(SERVER.get("/").header("Accept", "text/html").send().header("RateLimit"))
                .as("pages are not counted")
                .isEmpty();
    }

    @Test
    void whoAsksForTooMuchWaitsAndNobodyElseDoes() {
        var token = SERVER.user("eager", UserRole.RD);
        use(token, 20);
        isTooMuch(me(token), "user");
        isTooMuch(me(SERVER.session("eager")), "user");
        assertThat(me(SERVER.user("patient", UserRole.RD)).status()).isEqualTo(200);
        SERVER.clock.step(Duration.ofSeconds(4));
        assertThat(me(token).status()).isEqualTo(200);
    }

    @Test
    void aTokenHasAShareOfItsOwn() {
        var session = SERVER.user("automated", UserRole.RD);
        var token = SERVER.bean(AccessTokens.class)
                .make(
                        new UserId("automated"),
                        AccessTokenId.random(),
                        "CI",
                        Set.of(TokenScope.READ),
                        SERVER.clock.instant().plus(Duration.ofDays(1)));
        use(token, 10);
        isTooMuch(me(token), "token");
        assertThat(me(session).status()).isEqualTo(200);
    }

    @Test
    void whoIsUnknownIsCountedByAddressAlsoWithRubbishForAToken() {
        use("", 15);
        use("cmp_rubbish", 15);
        isTooMuch(me(""), "address");
        isTooMuch(me("cmp_rubbish"), "address");
        isTooMuch(SERVER.post("/api/v1/auth/local/login").json("{}").send(), "address");
        assertThat(me(SERVER.user("known", UserRole.RD)).status()).isEqualTo(200);
    }
}
