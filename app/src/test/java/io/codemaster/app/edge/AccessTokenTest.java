package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;

class AccessTokenTest {

    private static final TestServer SERVER = TestServer.shared();

    private static Answer issue(String session, String scopes, String expiresAt) {
        return SERVER.post("/api/v1/auth/tokens")
                .bearer(session)
                .header("Idempotency-Key", "the-same-for-all")
                .json("{\"name\":\"CI\",\"scopes\":[%s],\"expiresAt\":\"%s\"}".formatted(scopes, expiresAt))
                .send();
    }

    private static String inDays(int days) {
        return SERVER.clock.instant().plus(Duration.ofDays(days)).toString();
    }

    private static String secret(String session, String scopes) {
        var issued = issue(session, scopes, inDays(7));
        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        return issued.body().get("token").asString();
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() {
        var session = SERVER.user("token-maker", UserRole.PM);
        var issued = issue(session, "\"read\",\"write\"", inDays(30));
        assertThat(issued.status()).isEqualTo(201);
        var id = issued.body().get("id").asString();
        var token = issued.body().get("token").asString();
        assertThat(token).matches("cmp_[A-Za-z0-9_-]{43}");
        assertThat(issued.header("Location")).contains("/api/v1/auth/tokens/" + id);
        assertThat(issued.header("Cache-Control")).contains("no-store");
        var listed = SERVER.get("/api/v1/auth/tokens").bearer(session).send();
        assertThat(listed.text()).doesNotContain(token);
        assertThat(listed.body().at("/items/0/id").asString()).isEqualTo(id);
        assertThat(listed.body().at("/items/0/name").asString()).isEqualTo("CI");
        assertThat(listed.body().at("/items/0/scopes").toString()).contains("read", "write");
        assertThat(listed.body().at("/items/0/lastUsedAt").isNull()).isTrue();
        assertThat(listed.body().get("nextCursor").isNull()).isTrue();
        var jdbc = SERVER.bean(JdbcTemplate.class);
        assertThat(jdbc.queryForList("SELECT * FROM access_token").toString()).doesNotContain(token);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM idempotent_request", Integer.class))
                .as("an answer with a secret is not kept for a repetition")
                .isZero();
        var events = jdbc.queryForList("SELECT payload FROM domain_event").stream()
                .map(it -> new String((byte[]) it.get("payload"), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(events).noneMatch(it -> it.contains(token));
    }

    @Test
    void aTokenDoesWhatItsScopesSay() {
        var session = SERVER.user("scoped", UserRole.PM);
        var read = secret(session, "\"read\"");
        var write = secret(session, "\"write\"");
        var events = secret(session, "\"events:read\"");
        assertThat(get(read, "/api/v1/projects").status()).isEqualTo(200);
        assertThat(get(write, "/api/v1/projects").status()).isEqualTo(200);
        assertThat(get(events, "/api/v1/projects").code()).isEqualTo("auth.scope-missing");
        var refused = create(read, "SCOPA");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("auth.scope-missing");
        assertThat(refused.header("WWW-Authenticate").orElse("")).contains("insufficient_scope", "write");
        assertThat(create(write, "SCOPB").status()).isEqualTo(201);
    }

    @Test
    void aTokenNeverDoesWhatItsOwnerMayNot() {
        var developer = secret(SERVER.user("modest", UserRole.RD), "\"write\"");
        assertThat(create(developer, "MODEST").code()).isEqualTo("access.forbidden");
        assertThat(get(developer, "/api/v1/users/demo-pm").code()).isEqualTo("access.forbidden");
    }

    @Test
    void noTokenMakesTokensNorChangesWhoItsOwnerIs() {
        var token = secret(SERVER.user("careful", UserRole.RD), "\"write\"");
        assertThat(issue(token, "\"write\"", inDays(7)).code()).isEqualTo("auth.session-required");
        for (var path : List.of("/api/v1/auth/role", "/api/v1/auth/password")) {
            var refused = SERVER.call("PUT", path).bearer(token).json("{}").send();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("auth.session-required");
        }
    }

    @Test
    void aTokenIsNoCookie() {
        var token = secret(SERVER.user("baker", UserRole.RD), "\"write\"");
        assertThat(SERVER.get("/api/v1/projects")
                        .header("Cookie", "CM_SESSION=" + token)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whenATokenWasUsedIsKnownToTheMinute() {
        var session = SERVER.user("user-of-tokens", UserRole.RD);
        var token = secret(session, "\"read\"");
        get(token, "/api/v1/projects");
        var first = lastUse(session);
        assertThat(first).isNotEmpty();
        SERVER.clock.step(Duration.ofSeconds(20));
        get(token, "/api/v1/projects");
        assertThat(lastUse(session)).isEqualTo(first);
        SERVER.clock.step(Duration.ofSeconds(50));
        get(token, "/api/v1/projects");
        assertThat(lastUse(session)).isGreaterThan(first);
    }

    private static String lastUse(String session) {
        return SERVER.get("/api/v1/auth/tokens")
                .bearer(session)
                .send()
                .body()
                .at("/items/0/lastUsedAt")
                .asString("");
    }

    @Test
    void aTokenEndsWhenItIsRevokedExpiredOrItsOwnerDisabled() {
        var session = SERVER.user("ender", UserRole.RD);
        var issued = issue(session, "\"read\"", inDays(7));
        var revoked = issued.body().get("token").asString();
        var path = "/api/v1/auth/tokens/" + issued.body().get("id").asString();
        assertThat(SERVER.call("DELETE", path)
                        .bearer(SERVER.user("modest", UserRole.RD))
                        .send()
                        .status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(get(revoked, "/api/v1/projects").status()).isEqualTo(200);
        assertThat(SERVER.call("DELETE", path).bearer(session).send().status()).isEqualTo(204);
        assertThat(get(revoked, "/api/v1/projects").code()).isEqualTo("auth.token-invalid");
        assertThat(SERVER.call("DELETE", path).bearer(session).send().status()).isEqualTo(404);

        var brief = issue(
                        session,
                        "\"read\"",
                        SERVER.clock.instant().plusSeconds(30).toString())
                .body()
                .get("token")
                .asString();
        assertThat(get(brief, "/api/v1/projects").status()).isEqualTo(200);
        SERVER.clock.step(Duration.ofSeconds(31));
        assertThat(get(brief, "/api/v1/projects").code()).isEqualTo("auth.token-invalid");

        var owned = secret(session, "\"read\"");
        assertThat(SERVER.call("PATCH", "/api/v1/users/ender")
                        .bearer(SERVER.demo(UserRole.ADMIN))
                        .json("{\"status\":\"DISABLED\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(get(owned, "/api/v1/projects").code()).isEqualTo("auth.user-disabled");
        assertThat(get("cmp_" + "x".repeat(43), "/api/v1/projects").code()).isEqualTo("auth.token-invalid");
    }

    @Test
    void whatIsWrongWithATokenIsSaidAtItsField() {
        var session = SERVER.user("token-maker", UserRole.PM);
        assertThat(issue(session, "", inDays(7)).body().at("/errors/0/field").asString())
                .isEqualTo("scopes");
        var unknown = issue(session, "\"everything\"", inDays(7));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().at("/errors/0/message").asString()).contains("read", "write", "events:read");
        for (var days : new int[] {-1, 400}) {
            var late = issue(session, "\"read\"", inDays(days));
            assertThat(late.status()).isEqualTo(422);
            assertThat(late.body().at("/errors/0/field").asString()).isEqualTo("expiresAt");
        }
    }

    private static Answer get(String token, String path) {
        return SERVER.get(path).bearer(token).send();
    }

    private static Answer create(String token, String key) {
        return SERVER.post("/api/v1/projects")
                .bearer(token)
                .json("{\"key\":\"%s\",\"name\":\"x\"}".formatted(key))
                .send();
    }
}
