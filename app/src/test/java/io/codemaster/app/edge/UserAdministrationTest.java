package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;

class UserAdministrationTest {

    private static final TestServer SERVER = TestServer.shared();

    private static TestServer.Call asAdmin(String method, String path) {
        return SERVER.call(method, path).bearer(SERVER.demo(UserRole.ADMIN));
    }

    private static Answer create(String email, String password) {
        return asAdmin("POST", "/api/v1/users")
                .json("{\"email\":\"%s\",\"name\":\"Li Wei\",\"password\":\"%s\",\"role\":\"RD\"}"
                        .formatted(email, password))
                .send();
    }

    private static Answer change(String id, String body) {
        return asAdmin("PATCH", "/api/v1/users/" + id).json(body).send();
    }

    private static int me(String token) {
        return SERVER.get("/api/v1/auth/me").bearer(token).send().status();
    }

    // ---- accounts ----

    @Test
    void anAdministratorMakesAnAccountThatSignsIn() {
        var made = create("New.One@Example.com", "a first password");
        assertThat(made.status()).isEqualTo(201);
        var id = made.body().get("id").asString();
        assertThat(made.header("Location")).contains("/api/v1/users/" + id);
        var login = SERVER.login("new.one@example.com", "a first password");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body().at("/user/role").asString()).isEqualTo("RD");
        var seen = asAdmin("GET", "/api/v1/users/" + id).send().body();
        assertThat(seen.get("email").asString()).isEqualTo("new.one@example.com");
        assertThat(seen.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(seen.get("source").asString()).isEqualTo("LOCAL");
        assertThat(seen.get("lastSignInAt").asString()).endsWith("Z");
        assertThat(seen.get("createdAt").asString()).endsWith("Z");
    }

    @Test
    void anAddressIsTakenOnce() {
        assertThat(create("twice@example.com", "a first password").status()).isEqualTo(201);
        var again = create("TWICE@example.com", "a first password");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("identity.email-taken");
        assertThat(again.body().at("/errors/0/field").asString()).isEqualTo("email");
    }

    @Test
    void whatIsWrongWithANewAccountIsSaidAtItsField() {
        var answer = asAdmin("POST", "/api/v1/users")
                .json("{\"email\":\"nobody\",\"name\":\" \",\"password\":\"long enough\",\"role\":\"RD\"}")
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").findValuesAsString("field")).containsExactlyInAnyOrder("email", "name");
        for (var password : List.of("short", "密".repeat(25), "        ")) {
            var weak = create("weak@example.com", password);
            assertThat(weak.status()).isEqualTo(422);
            assertThat(weak.body().at("/errors/0/field").asString()).isEqualTo("password");
        }
    }

    @Test
    void everybodyFindsColleaguesAndOnlyAdministratorsSeeMore() {
        SERVER.user("colleague", UserRole.RD);
        var seen = SERVER.get("/api/v1/users?q=colleague")
                .bearer(SERVER.demo(UserRole.PM))
                .send()
                .body()
                .at("/items/0");
        assertThat(seen.get("id").asString()).isEqualTo("colleague");
        assertThat(seen.get("role").asString()).isEqualTo("RD");
        assertThat(seen.get("email").isNull()).isTrue();
        assertThat(seen.get("status").isNull()).isTrue();
        assertThat(asAdmin("GET", "/api/v1/users?q=colleague@")
                        .send()
                        .body()
                        .at("/items/0/email")
                        .asString())
                .isEqualTo("colleague@example.com");
        assertThat(asAdmin("GET", "/api/v1/users/nobody").send().status()).isEqualTo(404);
    }

    // ---- what an administrator decides holds at once ----

    @Test
    void aDisabledUserIsOutAtOnceAndInAgainOnlyByANewSession() {
        var token = SERVER.user("disabled-one", UserRole.RD);
        assertThat(me(token)).isEqualTo(200);
        assertThat(change("disabled-one", "{\"status\":\"DISABLED\"}").status()).isEqualTo(204);
        var out = SERVER.get("/api/v1/auth/me").bearer(token).send();
        assertThat(out.status()).isEqualTo(401);
        assertThat(out.code()).isEqualTo("auth.user-disabled");
        assertThat(out.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        var login = SERVER.login("disabled-one@example.com", TestServer.PASSWORD);
        assertThat(login.status()).isEqualTo(403);
        assertThat(login.code()).isEqualTo("auth.user-disabled");
        assertThat(SERVER.login("disabled-one@example.com", "wrong").status()).isEqualTo(401);
        assertThat(change("disabled-one", "{\"status\":\"ACTIVE\"}").status()).isEqualTo(204);
        assertThat(me(token)).as("a session from before").isEqualTo(401);
        assertThat(me(SERVER.session("disabled-one"))).isEqualTo(200);
    }

    @Test
    void anotherRoleHoldsAtOnce() {
        var token = SERVER.user("promoted", UserRole.RD);
        assertThat(SERVER.get("/api/v1/users/promoted").bearer(token).send().status())
                .isEqualTo(403);
        assertThat(change("promoted", "{\"role\":\"ADMIN\"}").status()).isEqualTo(204);
        assertThat(SERVER.get("/api/v1/users/promoted").bearer(token).send().status())
                .isEqualTo(200);
        assertThat(change("promoted", "{\"role\":\"PM\"}").status()).isEqualTo(204);
        assertThat(SERVER.get("/api/v1/users/promoted").bearer(token).send().status())
                .isEqualTo(403);
    }

    @Test
    void theLastAdministratorStays() {
        var server = TestServer.sharedWithoutDemo();
        var login = server.login("boss@example.com", TestServer.PASSWORD);
        var token = login.body().get("token").asString();
        var boss = "/api/v1/users/" + login.body().at("/user/id").asString();
        for (var body : List.of("{\"role\":\"PM\"}", "{\"status\":\"DISABLED\"}")) {
            var refused = server.call("PATCH", boss).bearer(token).json(body).send();
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("identity.last-admin");
        }
        server.user("deputy", UserRole.ADMIN);
        assertThat(server.call("PATCH", "/api/v1/users/deputy")
                        .bearer(token)
                        .json("{\"status\":\"DISABLED\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(server.call("PATCH", boss)
                        .bearer(token)
                        .json("{\"role\":\"PM\"}")
                        .send()
                        .status())
                .as("a disabled administrator is none")
                .isEqualTo(409);
    }

    @Test
    void anAdministratorChangesOnlyWhatTheyHaveRead() {
        SERVER.user("versioned", UserRole.RD);
        var read =
                asAdmin("GET", "/api/v1/users/versioned").send().header("ETag").orElseThrow();
        assertThat(SERVER.login("versioned@example.com", TestServer.PASSWORD).status())
                .isEqualTo(200);
        var changed = asAdmin("PATCH", "/api/v1/users/versioned")
                .header("If-Match", read)
                .json("{\"role\":\"PM\"}")
                .send();
        assertThat(changed.status())
                .as("signing in changes nothing that was read")
                .isEqualTo(204);
        var late = asAdmin("PATCH", "/api/v1/users/versioned")
                .header("If-Match", read)
                .json("{\"role\":\"RD\"}")
                .send();
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("request.precondition-failed");
    }

    @Test
    void nobodyCanBeChangedWhoIsNotThere() {
        assertThat(change("nobody", "{\"role\":\"PM\"}").status()).isEqualTo(404);
        assertThat(change("colleague", "{\"role\":\"BOSS\"}").status()).isEqualTo(400);
    }

    // ---- passwords ----

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        var mine = SERVER.user("changer", UserRole.RD);
        var other = SERVER.session("changer");
        var changed = changePassword(mine, TestServer.PASSWORD, "quite another one");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(me(mine)).isEqualTo(200);
        assertThat(me(other)).isEqualTo(401);
        assertThat(SERVER.login("changer@example.com", TestServer.PASSWORD).status())
                .isEqualTo(401);
        var fresh = SERVER.login("changer@example.com", "quite another one");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(me(fresh.body().get("token").asString())).isEqualTo(200);
    }

    @Test
    void aPasswordIsChangedOnlyByWhoeverKnowsIt() {
        var mine = SERVER.user("keeper", UserRole.RD);
        for (int i = 0; i < 5; i++) {
            var wrong = changePassword(mine, "not it", "quite another one");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.code()).isEqualTo("auth.bad-credentials");
            assertThat(wrong.body().at("/errors/0/field").asString()).isEqualTo("currentPassword");
        }
        assertThat(changePassword(mine, TestServer.PASSWORD, "quite another one")
                        .status())
                .as("guessing is slowed down here too")
                .isEqualTo(429);
        SERVER.clock.step(Duration.ofSeconds(2));
        var weak = changePassword(mine, TestServer.PASSWORD, "short");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.body().at("/errors/0/field").asString()).isEqualTo("newPassword");
        assertThat(me(mine)).isEqualTo(200);
    }

    private static Answer changePassword(String token, String current, String fresh) {
        return SERVER.call("PUT", "/api/v1/auth/password")
                .bearer(token)
                .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, fresh))
                .send();
    }

    @Test
    void anAdministratorsResetEndsEverySession() {
        var token = SERVER.user("forgetful", UserRole.RD);
        assertThat(reset("forgetful", "made for you").status()).isEqualTo(204);
        assertThat(me(token)).isEqualTo(401);
        assertThat(SERVER.login("forgetful@example.com", "made for you").status())
                .isEqualTo(200);
        assertThat(reset("nobody", "made for you").status()).isEqualTo(404);
        var none = reset("demo-pm", "made for you");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.code()).isEqualTo("identity.no-password");
        assertThat(changePassword(SERVER.demo(UserRole.RD), "x", "quite another one")
                        .status())
                .isEqualTo(409);
    }

    private static Answer reset(String id, String password) {
        return asAdmin("PUT", "/api/v1/users/" + id + "/password")
                .json("{\"password\":\"" + password + "\"}")
                .send();
    }

    @Test
    void noPasswordIsEverOnRecord() {
        create("secretive@example.com", "a password on no record");
        var known = SERVER
                .bean(JdbcTemplate.class)
                .queryForList("SELECT payload FROM domain_event WHERE payload_type LIKE 'io.codemaster.api.identity.%'")
                .stream()
                .map(it -> new String((byte[]) it.get("payload"), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(known).noneMatch(it -> it.contains("a password on no record") || it.contains("bcrypt"));
    }

    // ---- first sign-in ----

    @Test
    void somebodyWithoutARoleChoosesOneFirst() {
        var token = SERVER.user("newcomer", null);
        var refused = SERVER.get("/api/v1/projects").bearer(token).send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("auth.role-missing");
        assertThat(SERVER.get("/api/v1/auth/me")
                        .bearer(token)
                        .send()
                        .body()
                        .get("role")
                        .isNull())
                .isTrue();
        assertThat(SERVER.call("PUT", "/api/v1/auth/role")
                        .bearer(token)
                        .json("{\"role\":\"RD\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(SERVER.get("/api/v1/projects").bearer(token).send().status()).isEqualTo(200);
    }

    // ---- open streams ----

    @Test
    void anOpenStreamEndsWithTheRightToIt() throws Exception {
        var streams = new OpenStreams();
        var disabled = streams.open(SERVER.user("watcher-1", UserRole.RD), "watcher-1");
        var signedOut = SERVER.user("watcher-2", UserRole.RD);
        var left = streams.open(signedOut, "watcher-2");
        var demoted = streams.open(SERVER.user("watcher-3", UserRole.ADMIN), "nobody-else");
        var removed = streams.open(SERVER.user("watcher-5", UserRole.RD), "watcher-5");
        var staying = streams.open(SERVER.user("watcher-4", UserRole.RD), "watcher-4");

        assertThat(change("watcher-1", "{\"status\":\"DISABLED\"}").status()).isEqualTo(204);
        disabled.get(20, TimeUnit.SECONDS);
        assertThat(SERVER.post("/api/v1/auth/logout").bearer(signedOut).send().status())
                .isEqualTo(204);
        left.get(20, TimeUnit.SECONDS);
        assertThat(change("watcher-3", "{\"role\":\"RD\"}").status()).isEqualTo(204);
        demoted.get(20, TimeUnit.SECONDS);
        assertThat(asAdmin("DELETE", "/api/v1/projects/" + streams.project + "/members/watcher-5")
                        .send()
                        .status())
                .isEqualTo(204);
        removed.get(20, TimeUnit.SECONDS);
        assertThat(staying).isNotDone();
        assertThat(change("watcher-4", "{\"status\":\"DISABLED\"}").status()).isEqualTo(204);
        staying.get(20, TimeUnit.SECONDS);
    }

    /** Streams of a generation that waits for ever, because no worker can fetch its repository. */
    private static final class OpenStreams {

        private final ProjectId project = ProjectId.random();

        private final CodegenTaskId task = CodegenTaskId.random();

        OpenStreams() {
            var commands = SERVER.bean(CommandGateway.class);
            commands.sendAndWait(new CreateProject(project, "WATCH", "Watched", null, new UserId("demo-pm"), false));
            commands.sendAndWait(new RequestGeneration(
                    task,
                    new GenerationOrder(
                            RequirementId.random(),
                            "WATCH-1",
                            project,
                            RepositoryId.random(),
                            "https://git.example.com/a.git",
                            Platform.GIT,
                            "main",
                            "main",
                            "Title",
                            "Text",
                            null,
                            new GenerationOptions(
                                    null,
                                    null,
                                    null,
                                    5,
                                    java.math.BigDecimal.ONE,
                                    Duration.ofMinutes(10),
                                    Duration.ofMinutes(10),
                                    0,
                                    Duration.ofSeconds(1))),
                    new UserId("demo-pm")));
        }

        /** Done when the server has ended the stream. */
        CompletableFuture<Void> open(String token, String member) throws InterruptedException {
            SERVER.bean(CommandGateway.class)
                    .sendAndWait(new AddProjectMember(project, new UserId(member), ProjectRole.VIEWER));
            SERVER.bean(ProjectionBarrier.class).passed().join();
            Stream<String> lines = SERVER.get("/api/v1/codegen/" + task + "/stream")
                    .bearer(token)
                    .lines();
            return CompletableFuture.runAsync(() -> lines.forEach(line -> {}));
        }
    }
}
