package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;

class AnswerHeadersTest {

    private static final TestServer SERVER = TestServer.shared();

    @Test
    void everyAnswerSaysWhatAPageOfOursMayDo() {
        for (var path : new String[] {"/", "/api/v1/auth/methods", "/api/v1/projects", "/no/such.file"}) {
            var answer = SERVER.get(path).header("Accept", "text/html,*/*").send();
            assertThat(answer.header("Content-Security-Policy").orElse(""))
                    .as(path)
                    .isEqualTo(
                            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
                                    + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
                                    + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).contains("same-origin");
            assertThat(answer.header("Permissions-Policy")).isPresent();
            assertThat(answer.header("X-Frame-Options")).contains("DENY");
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("only over TLS")
                    .isEmpty();
            assertThat(answer.header("X-Request-Id")).isPresent();
        }
    }

    @Test
    void answersOfTheInterfaceAreNeverKept() {
        assertThat(SERVER.get("/api/v1/auth/methods").send().header("Cache-Control"))
                .contains("no-store");
        assertThat(SERVER.get("/api/v1/auth/me")
                        .bearer(SERVER.demo(UserRole.PM))
                        .send()
                        .header("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void filesWithAHashInTheirNameAreKeptForever() {
        var asset = SERVER.get("/assets/index-abc12345.js").send();
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control").orElse("")).contains("immutable", "max-age=31536000");
        assertThat(asset.header("Content-Type").orElse("")).contains("javascript");
    }

    @Test
    void thePageItselfIsAskedForAgainEveryTime() {
        for (var path : new String[] {"/", "/index.html", "/projects/1/requirements", "/codegen/PAY-12"}) {
            var page = SERVER.get(path).header("Accept", "text/html").send();
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).contains("<div id=\"root\">");
            assertThat(page.header("Cache-Control")).contains("no-cache");
            assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        }
    }

    @Test
    void whatIsNoPageIsNotAnsweredWithOne() {
        for (var path : new String[] {"/assets/gone.js", "/favicon-gone.ico", "/a/b.map"}) {
            var answer = SERVER.get(path).header("Accept", "text/html").send();
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
        var script =
                SERVER.get("/projects").header("Accept", "application/json").send();
        assertThat(script.status()).isEqualTo(404);
        assertThat(SERVER.get("/api/v1/nothing")
                        .header("Accept", "text/html")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(SERVER.post("/projects").json("{}").send().status()).isEqualTo(405);
    }

    @Test
    void otherSitesMayNotReadUnlessConfigured() {
        var preflight = SERVER.call("OPTIONS", "/api/v1/projects")
                .header("Origin", "https://tools.example.com")
                .header("Access-Control-Request-Method", "GET")
                .send();
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        var server = TestServer.sharedStrict();
        var allowed = server.call("OPTIONS", "/api/v1/projects")
                .header("Origin", "https://tools.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).contains("https://tools.example.com");
        assertThat(allowed.header("Access-Control-Allow-Credentials")).contains("true");
        var refused = server.call("OPTIONS", "/api/v1/projects")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .send();
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        var read = server.get("/api/v1/auth/me")
                .header("Origin", "https://tools.example.com")
                .send();
        assertThat(read.header("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "Location", "RateLimit", "Retry-After");
    }

    @Test
    void theSystemTellsWhatItIs() {
        var system =
                SERVER.get("/api/v1/system").bearer(SERVER.demo(UserRole.RD)).send();
        assertThat(system.status()).isEqualTo(200);
        assertThat(system.body().get("mode").asString()).isEqualTo("DEMO");
        assertThat(system.body().get("maxWorkers").asInt()).isEqualTo(3);
        assertThat(system.body().get("version").asString()).isNotBlank();
        assertThat(system.body().has("cliVersion")).isTrue();
    }

    @Test
    void whoeverOperatesTheServerSeesItsHealth() {
        assertThat(SERVER.get("/actuator/health").send().status()).isEqualTo(200);
        assertThat(SERVER.get("/actuator/health/readiness").send().status()).isEqualTo(200);
        assertThat(SERVER.get("/actuator/prometheus").send().status()).isEqualTo(200);
        assertThat(SERVER.get("/actuator").send().status()).isEqualTo(401);
    }
}
