package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.security.session.Users;

class SignInTest {

    private static final TestServer SERVER = TestServer.shared();

    private static Answer demoLogin(String role) {
        return SERVER.post("/api/v1/auth/demo/login")
                .json("{\"role\":\"" + role + "\"}")
                .send();
    }

    private static Answer me(String token) {
        return SERVER.get("/api/v1/auth/me").bearer(token).send();
    }

    @Test
    void theMethodsOfSigningInAreNamed() {
        var methods = SERVER.get("/api/v1/auth/methods").send();
        assertThat(methods.status()).isEqualTo(200);
        assertThat(methods.body().get("feishu").asBoolean()).isFalse();
        assertThat(methods.body().get("local").asBoolean()).isTrue();
        assertThat(methods.body().get("demo").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(UserRole.class)
    void oneClickSignsInAsADemoUser(UserRole role) {
        var answer = demoLogin(role.name());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/user/id").asString())
                .isEqualTo("demo-" + role.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(answer.body().at("/user/role").asString()).isEqualTo(role.name());
        assertThat(answer.body().get("expiresAt").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        var me = me(answer.body().get("token").asString());
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "email", "avatarUrl", "role", "permissions");
    }

    @Test
    void cookiesCarryTheFlagsThatKeepThemSafe() {
        var answer = demoLogin("PM");
        assertThat(answer.setCookie("CM_SESSION"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(answer.setCookie("CM_CSRF"))
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain("HttpOnly");
    }

    @Test
    void overTlsCookiesNeverTravelWithoutIt() {
        var request = new MockHttpServletRequest();
        request.setSecure(true);
        var response = new MockHttpServletResponse();
        SERVER.demo(UserRole.PM);
        var user = SERVER.bean(Users.class).find(new UserId("demo-pm")).orElseThrow();
        SERVER.bean(Sessions.class).open(user, request, response);
        assertThat(response.getHeaders("Set-Cookie")).hasSize(2).allMatch(it -> it.contains("Secure"));
    }

    @Test
    void anUnknownRoleIsNamedAtItsField() {
        var answer = demoLogin("BOSS");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("role");
        assertThat(answer.body().at("/errors/0/message").asString()).contains("PM", "RD", "ADMIN");
    }

    @Test
    void withoutATokenNobodyIsSignedIn() {
        var answer = SERVER.get("/api/v1/auth/me").send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("auth.required");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void aLocalAccountSignsInWithItsPassword() {
        SERVER.user("lena", UserRole.RD);
        var answer = SERVER.login("Lena@Example.com", TestServer.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/user/id").asString()).isEqualTo("lena");
        var stored = SERVER.bean(JdbcTemplate.class)
                .queryForObject("SELECT password_hash FROM local_credential WHERE user_id = 'lena'", String.class);
        assertThat(stored).startsWith("{bcrypt}");
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreRefusedAlike() {
        SERVER.user("otto", UserRole.RD);
        var wrong = SERVER.login("otto@example.com", "guess");
        var unknown = SERVER.login("nobody@example.com", "guess");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("auth.bad-credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body().get("detail")).isEqualTo(wrong.body().get("detail"));
        assertThat(unknown.response().headers().map().keySet())
                .isEqualTo(wrong.response().headers().map().keySet());
    }

    @Test
    void aSignInWithoutItsFieldsSaysWhichAreMissing() {
        var answer =
                SERVER.post("/api/v1/auth/local/login").json("{\"email\":\"\"}").send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("email", "password");
    }

    @Test
    void guessingIsSlowedDownUntilTheWaitIsOver() {
        SERVER.user("greta", UserRole.RD);
        for (int i = 0; i < 5; i++) {
            assertThat(SERVER.login("greta@example.com", "guess" + i).status()).isEqualTo(401);
        }
        var throttled = SERVER.post("/api/v1/auth/local/login")
                .json("{\"email\":\"greta@example.com\",\"password\":\"" + TestServer.PASSWORD + "\"}")
                .send();
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.code()).isEqualTo("auth.too-many-attempts");
        assertThat(throttled.header("Retry-After")).contains("1");
        SERVER.clock.step(Duration.ofSeconds(2));
        assertThat(SERVER.login("greta@example.com", TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void signingOutEndsTheTokenEverywhere() {
        var login = demoLogin("RD");
        var token = login.body().get("token").asString();
        var out = SERVER.post("/api/v1/auth/logout").bearer(token).send();
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.setCookie("CM_SESSION")).contains("Max-Age=0");
        var after = me(token);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.code()).isEqualTo("auth.token-invalid");
    }

    @Test
    void aUserChoosesBetweenPmAndRdAndItHoldsAtOnce() {
        var token = SERVER.user("chooser", null);
        assertThat(me(token).body().get("role").isNull()).isTrue();
        var chosen = SERVER.call("PUT", "/api/v1/auth/role")
                .bearer(token)
                .json("{\"role\":\"PM\"}")
                .send();
        assertThat(chosen.status()).isEqualTo(204);
        assertThat(me(token).body().get("role").asString()).isEqualTo("PM");
        assertThat(SERVER.post("/api/v1/projects")
                        .bearer(token)
                        .json("{\"key\":\"CHO\",\"name\":\"Choice\"}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyMakesThemselvesAdministratorNorStopsBeingOne() {
        var taken = SERVER.call("PUT", "/api/v1/auth/role")
                .bearer(SERVER.demo(UserRole.RD))
                .json("{\"role\":\"ADMIN\"}")
                .send();
        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.code()).isEqualTo("identity.role-not-allowed");
        var given = SERVER.call("PUT", "/api/v1/auth/role")
                .bearer(SERVER.demo(UserRole.ADMIN))
                .json("{\"role\":\"PM\"}")
                .send();
        assertThat(given.status()).isEqualTo(403);
        assertThat(given.code()).isEqualTo("identity.role-not-allowed");
    }

    // ---- cookies need to prove that a page of ours asks ----

    @Test
    void aCookieSessionReadsWithoutAndWritesOnlyWithItsCsrfToken() {
        var login = demoLogin("PM");
        var session = "CM_SESSION=" + login.cookie("CM_SESSION");
        var csrf = login.cookie("CM_CSRF");
        assertThat(SERVER.get("/api/v1/auth/me")
                        .header("Cookie", session)
                        .send()
                        .status())
                .isEqualTo(200);
        var body = "{\"key\":\"CSRF\",\"name\":\"x\"}";
        for (var call : Set.of(
                SERVER.post("/api/v1/projects").header("Cookie", session),
                SERVER.post("/api/v1/projects").header("Cookie", session).header("X-CSRF-Token", csrf),
                SERVER.post("/api/v1/projects").header("Cookie", session + "; CM_CSRF=" + csrf),
                SERVER.post("/api/v1/projects")
                        .header("Cookie", session + "; CM_CSRF=forged")
                        .header("X-CSRF-Token", "forged"))) {
            var refused = call.json(body).send();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("auth.csrf");
        }
        var fine = SERVER.post("/api/v1/projects")
                .header("Cookie", session + "; CM_CSRF=" + csrf)
                .header("X-CSRF-Token", csrf)
                .json(body)
                .send();
        assertThat(fine.status()).isEqualTo(201);
    }

    @Test
    void aLostCsrfCookieIsSetAgain() {
        var login = demoLogin("PM");
        var me = SERVER.get("/api/v1/auth/me")
                .header("Cookie", "CM_SESSION=" + login.cookie("CM_SESSION"))
                .send();
        assertThat(me.cookie("CM_CSRF")).isEqualTo(login.cookie("CM_CSRF"));
    }

    @Test
    void anotherSitesPageCannotSignABrowserIn() {
        for (var call : Set.of(
                SERVER.post("/api/v1/auth/demo/login").header("Origin", "https://evil.example"),
                SERVER.post("/api/v1/auth/demo/login").header("Origin", "null"),
                SERVER.post("/api/v1/auth/demo/login").header("Sec-Fetch-Site", "cross-site"),
                SERVER.post("/api/v1/auth/local/login").header("Sec-Fetch-Site", "same-site"))) {
            var refused = call.json("{\"role\":\"PM\"}").send();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("auth.csrf");
        }
        var own = SERVER.post("/api/v1/auth/demo/login")
                .header("Origin", "http://127.0.0.1:" + SERVER.port())
                .json("{\"role\":\"PM\"}")
                .send();
        assertThat(own.status()).isEqualTo(200);
    }

    @Test
    void aForeignNameThatPointsHereGetsNoDemoSession() {
        var body = "{\"role\":\"PM\"}";
        var answer =
                SERVER.raw("POST /api/v1/auth/demo/login HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"not-found\"");
    }

    // ---- tokens that are not good ----

    @Test
    void anAlteredTokenIsRefused() {
        var token = SERVER.demo(UserRole.PM);
        var parts = token.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("demo-pm", "demo-admin");
        var altered = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
        assertThat(me(altered).status()).isEqualTo(401);
        var unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        assertThat(me(unsigned).status()).isEqualTo(401);
        assertThat(me("rubbish").code()).isEqualTo("auth.token-invalid");
        assertThat(SERVER.get("/api/v1/auth/me")
                        .header("Cookie", "CM_SESSION=rubbish")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenCarriesItsKeyAndItsSession() {
        var parts = SERVER.demo(UserRole.PM).split("\\.", -1);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .contains("\"kid\"", "HS256");
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .contains("\"sub\":\"demo-pm\"", "\"role\":\"PM\"", "\"jti\"", "\"sid\"", "\"iss\"", "\"aud\"");
    }

    @Test
    void withoutTheDemonstrationThereIsNoDemoSignIn() {
        var server = TestServer.sharedWithoutDemo();
        assertThat(server.get("/api/v1/auth/methods").send().body().get("demo").asBoolean())
                .isFalse();
        var refused =
                server.post("/api/v1/auth/demo/login").json("{\"role\":\"PM\"}").send();
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void aDemoUserWhoChangedRolesPlaysTheOldOneAfterTheNextSignIn() {
        var token = demoLogin("RD").body().get("token").asString();
        assertThat(SERVER.call("PUT", "/api/v1/auth/role")
                        .bearer(token)
                        .json("{\"role\":\"PM\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(demoLogin("RD").body().at("/user/role").asString()).isEqualTo("RD");
    }
}
