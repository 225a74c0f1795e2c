package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.UriComponentsBuilder;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.security.session.Users;
import io.codemaster.testing.feishu.TestingFeishu;
import io.codemaster.testing.feishu.TestingFeishu.Person;

class FeishuSignInTest {

    private static final TestServer SERVER = TestServer.sharedWithoutDemo();

    private static final TestingFeishu FEISHU = TestServer.feishu();

    /** What a browser keeps while it is away. */
    private record Departure(URI authorizePage, String cookie) {

        String state() {
            return parameter(authorizePage, "state");
        }
    }

    @AfterEach
    void feishuIsWellAgain() {
        FEISHU.recover();
    }

    private static String parameter(URI uri, String name) {
        var value = UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst(name);
        return value == null ? "" : java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Departure leave(@Nullable String returnTo) {
        var answer = SERVER.get("/api/v1/auth/feishu/login"
                        + (returnTo == null
                                ? ""
                                : "?returnTo="
                                        + java.net.URLEncoder.encode(
                                                returnTo, java.nio.charset.StandardCharsets.UTF_8)))
                .send();
        assertThat(answer.status()).isEqualTo(302);
        return new Departure(
                URI.create(answer.header("Location").orElseThrow()), "CM_SIGNIN=" + answer.cookie("CM_SIGNIN"));
    }

    private static Answer comeBack(URI callback, String cookie, String accept) {
        return SERVER.get(callback.getRawPath() + "?" + callback.getRawQuery())
                .header("Cookie", cookie)
                .header("Accept", accept)
                .send();
    }

    private static Answer comeBack(URI callback, Departure departure) {
        return comeBack(callback, departure.cookie(), "text/html,*/*");
    }

    private static Answer signIn(Person person) {
        var departure = leave(null);
        return comeBack(FEISHU.consent(departure.authorizePage(), person), departure);
    }

    private static Answer me(Answer signedIn) {
        return SERVER.get("/api/v1/auth/me")
                .header("Cookie", "CM_SESSION=" + signedIn.cookie("CM_SESSION"))
                .send();
    }

    private static void endsOnTheSignInPage(Answer answer, String problem) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("/sign-in?problem=" + problem);
        assertThat(answer.response().headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("CM_SESSION"));
    }

    // ---- the way there ----

    @Test
    void theWayThereCarriesAStateAndAChallengeAndNoSecret() {
        var departure = leave("/projects");
        var there = departure.authorizePage();
        assertThat(there.toString())
                .startsWith(FEISHU.url() + "/open-apis/authen/v1/authorize?")
                .doesNotContain(FEISHU.appSecret());
        assertThat(parameter(there, "client_id")).isEqualTo(FEISHU.appId());
        assertThat(parameter(there, "response_type")).isEqualTo("code");
        assertThat(parameter(there, "redirect_uri"))
                .isEqualTo("http://127.0.0.1:" + SERVER.port() + "/api/v1/auth/feishu/callback");
        assertThat(parameter(there, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(there, "code_challenge")).hasSize(43);
        assertThat(departure.state())
                .hasSizeGreaterThan(30)
                .isNotEqualTo(leave(null).state());
        var cookie = SERVER.get("/api/v1/auth/feishu/login").send().setCookie("CM_SIGNIN");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/auth/feishu", "Max-Age=600");
        var stored = SERVER.bean(JdbcTemplate.class)
                .queryForList("SELECT * FROM sign_in_attempt")
                .toString();
        assertThat(stored).doesNotContain(departure.state()).doesNotContain(departure.cookie());
    }

    @Test
    void whereThereIsNoFeishuThereIsNoWay() {
        var server = TestServer.shared();
        assertThat(server.get("/api/v1/auth/feishu/login").send().status()).isEqualTo(404);
        assertThat(server.get("/api/v1/auth/feishu/callback?code=x&state=y")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.get("/api/v1/auth/methods")
                        .send()
                        .body()
                        .get("feishu")
                        .asBoolean())
                .isTrue();
        assertThat(SERVER.get("/").header("Accept", "text/html").send().header("Content-Security-Policy"))
                .get()
                .asString()
                .contains("img-src 'self' data: https://*.feishucdn.com");
    }

    // ---- the way back ----

    @Test
    void theFirstTimeThereIsNoRoleYet() {
        var person = FEISHU.addPerson("Zhao Lei");
        var departure = leave("/projects/p1?tab=members");
        var back = comeBack(FEISHU.consent(departure.authorizePage(), person), departure);
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).contains("/projects/p1?tab=members");
        assertThat(back.setCookie("CM_SESSION")).contains("HttpOnly", "SameSite=Lax");
        assertThat(back.setCookie("CM_CSRF")).doesNotContain("HttpOnly");
        var me = me(back);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().get("name").asString()).isEqualTo("Zhao Lei");
        assertThat(me.body().get("role").isNull()).isTrue();
        assertThat(me.body().get("email").asString()).isEqualTo("zhao.lei@corp.example");
        var chosen = SERVER.call("PUT", "/api/v1/auth/role")
                .header("Cookie", "CM_SESSION=" + back.cookie("CM_SESSION") + "; CM_CSRF=" + back.cookie("CM_CSRF"))
                .header("X-CSRF-Token", back.cookie("CM_CSRF"))
                .json("{\"role\":\"PM\"}")
                .send();
        assertThat(chosen.status()).isEqualTo(204);
        assertThat(me(back).body().get("role").asString()).isEqualTo("PM");
        assertThat(me(signIn(person)).body().get("id")).isEqualTo(me.body().get("id"));
    }

    @Test
    void anOpenIdNamesSomebodyOnlyTogetherWithItsTenant() {
        var here = FEISHU.addPerson("Sun Yi", "tenant_a");
        var there = FEISHU.addPerson("Sun Yi", "tenant_b");
        assertThat(me(signIn(here)).body().get("id"))
                .isNotEqualTo(me(signIn(there)).body().get("id"));
        assertThat(SERVER.bean(Users.class).findByIdentity(new ExternalIdentity("feishu", "tenant_a", there.openId())))
                .isEmpty();
    }

    @Test
    void anAddressThatFeishuTellsIsNoWayIntoALocalAccount() {
        SERVER.register("boss-to-be", null);
        var person = FEISHU.addPerson(
                new Person("ou_boss", "on_boss", "tenant_a", "Not the boss", "boss-to-be@example.com"));
        var me = me(signIn(person)).body();
        assertThat(me.get("id").asString()).isNotEqualTo("boss-to-be");
        assertThat(SERVER.login("boss-to-be@example.com", TestServer.PASSWORD)
                        .body()
                        .at("/user/id")
                        .asString())
                .isEqualTo("boss-to-be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "projects",
                "/a\r\nSet-Cookie: x=y"
            })
    void nobodyIsLedAwayFromThisServer(String returnTo) {
        var departure = leave(returnTo);
        var back = comeBack(FEISHU.consent(departure.authorizePage(), FEISHU.addPerson("Somebody")), departure);
        assertThat(back.header("Location")).contains("/");
    }

    // ---- what can go wrong ----

    @Test
    void whoRefusesEndsOnTheSignInPage() {
        var departure = leave("/projects");
        endsOnTheSignInPage(comeBack(FEISHU.deny(departure.authorizePage()), departure), "auth.feishu-denied");
    }

    @Test
    void whoMayNotUseTheAppIsTold() {
        var person = FEISHU.addPerson("Barred");
        FEISHU.bar(person);
        endsOnTheSignInPage(signIn(person), "auth.feishu-denied");
    }

    @Test
    void aCodeThatHasRunOutEndsOnTheSignInPage() {
        var departure = leave(null);
        var back = FEISHU.consent(departure.authorizePage(), FEISHU.addPerson("Slow"));
        FEISHU.expireCodes();
        endsOnTheSignInPage(comeBack(back, departure), "auth.feishu-code-expired");
    }

    @Test
    void aCodeOfSomebodyElsesAttemptIsNotGoodHere() {
        var victim = leave(null);
        var attacker = leave(null);
        var stolen = parameter(FEISHU.consent(attacker.authorizePage(), FEISHU.addPerson("Attacker")), "code");
        var forged = URI.create("/api/v1/auth/feishu/callback?code=" + stolen + "&state=" + victim.state());
        endsOnTheSignInPage(comeBack(forged, victim), "auth.feishu-code-expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/v3/token", "/user_info"})
    void whenFeishuIsDownSlowOrBusyTheSignInPageSaysSo(String path) {
        var person = FEISHU.addPerson("Patient");
        FEISHU.breakDown(path);
        endsOnTheSignInPage(signIn(person), "auth.feishu-unavailable");
        FEISHU.recover();
        FEISHU.limitRate(path);
        endsOnTheSignInPage(signIn(person), "auth.feishu-unavailable");
        FEISHU.recover();
        FEISHU.hold(path);
        endsOnTheSignInPage(signIn(person), "auth.feishu-unavailable");
        FEISHU.recover();
        assertThat(signIn(person).header("Location")).contains("/");
    }

    @Test
    void aDisabledUserIsToldSo() {
        var person = FEISHU.addPerson("Gone");
        var id = me(signIn(person)).body().get("id").asString();
        var boss = SERVER.login("boss@example.com", TestServer.PASSWORD)
                .body()
                .get("token")
                .asString();
        assertThat(SERVER.call("PATCH", "/api/v1/users/" + id)
                        .bearer(boss)
                        .json("{\"status\":\"DISABLED\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        endsOnTheSignInPage(signIn(person), "auth.user-disabled");
        var seen = SERVER.get("/api/v1/users/" + id).bearer(boss).send().body();
        assertThat(seen.get("source").asString()).isEqualTo("FEISHU");
    }

    // ---- states ----

    @Test
    void aStateIsGoodOnceSoonAndInItsOwnBrowser() {
        var person = FEISHU.addPerson("Careful");
        var used = leave(null);
        var back = FEISHU.consent(used.authorizePage(), person);
        assertThat(comeBack(back, used).header("Location")).contains("/");
        var late = leave(null);
        var lateBack = FEISHU.consent(late.authorizePage(), person);
        SERVER.clock.step(Duration.ofMinutes(11));
        var elsewhere = leave(null);
        var elsewhereBack = FEISHU.consent(elsewhere.authorizePage(), person);
        var answers = Stream.of(
                comeBack(back, used.cookie(), "application/json"),
                comeBack(lateBack, late.cookie(), "application/json"),
                comeBack(elsewhereBack, leave(null).cookie(), "application/json"),
                comeBack(elsewhereBack, "CM_OTHER=1", "application/json"),
                comeBack(URI.create("/api/v1/auth/feishu/callback?code=x&state=forged"), used.cookie(), "*/*"),
                comeBack(URI.create("/api/v1/auth/feishu/callback?code=x"), used.cookie(), "*/*"),
                comeBack(URI.create("/api/v1/auth/feishu/callback?error=access_denied"), used.cookie(), "*/*"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("auth.state-invalid");
            assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .noneMatch(it -> it.startsWith("CM_SESSION"));
        });
        assertThat(comeBack(elsewhereBack, elsewhere).header("Location"))
                .as("the wrong browser has not used it up")
                .contains("/");
    }

    @Test
    void aBrowserWithABadStateGetsAPageThatLeadsToTheSignInPage() {
        var answer = comeBack(
                URI.create("/api/v1/auth/feishu/callback?code=x&state=forged"), "CM_SIGNIN=x", "text/html,*/*");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.text()).contains("http-equiv=\"refresh\"", "url=/sign-in?problem=auth.state-invalid");
    }

    @Test
    void twoTabsSignInSideBySide() {
        var first = leave(null);
        var second = SERVER.get("/api/v1/auth/feishu/login")
                .header("Cookie", first.cookie())
                .send();
        var there = URI.create(second.header("Location").orElseThrow());
        var person = FEISHU.addPerson("Two Tabs");
        assertThat("CM_SIGNIN=" + second.cookie("CM_SIGNIN")).isEqualTo(first.cookie());
        for (var page : List.of(there, first.authorizePage())) {
            assertThat(comeBack(FEISHU.consent(page, person), first).header("Location"))
                    .contains("/");
        }
    }

    @Test
    void noSecretOfFeishuIsOnRecord() {
        signIn(FEISHU.addPerson("Recorded"));
        var events = SERVER.bean(JdbcTemplate.class).queryForList("SELECT payload FROM domain_event").stream()
                .map(it -> new String((byte[]) it.get("payload"), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(events).noneMatch(it -> it.contains("eyJ") || it.contains(FEISHU.appSecret()));
    }
}
