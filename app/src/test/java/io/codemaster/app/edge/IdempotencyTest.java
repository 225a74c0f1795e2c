package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;

class IdempotencyTest {

    private static final TestServer SERVER = TestServer.shared();

    private static TestServer.Call create(String key, String project) {
        return SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .header("Idempotency-Key", key)
                .json("{\"key\":\"" + project + "\",\"name\":\"x\"}");
    }

    @Test
    void theSameKeyAndBodyBringTheFirstAnswerAgain() {
        var first = create("once", "IDEM").send();
        var second = create("once", "IDEM").send();
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text()).contains("\"id\"");
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isPresent();
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        create("reused", "IDEA").send();
        var other = create("reused", "IDEB").send();
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency.key-reused");
    }

    @Test
    void aRefusalIsRepeatedToo() {
        create("first-owner", "IDEC").send();
        var refused = create("late", "IDEC").send();
        assertThat(refused.status()).isEqualTo(409);
        var again = create("late", "IDEC").send();
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("project.key-taken");
        assertThat(again.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void aKeyBelongsToItsUserAndItsRoute() {
        assertThat(create("mine", "IDED").send().status()).isEqualTo(201);
        var others = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.ADMIN))
                .header("Idempotency-Key", "mine")
                .json("{\"key\":\"IDEE\",\"name\":\"x\"}")
                .send();
        assertThat(others.status()).isEqualTo(201);
    }

    @Test
    void manyAtTheSameTimeHaveOneEffect() {
        var answers = IntStream.range(0, 12)
                .mapToObj(i -> create("crowd", "IDEF").sendLater())
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        var statuses = answers.stream().map(it -> it.join().status()).toList();
        assertThat(statuses).contains(201).isSubsetOf(201, 409);
        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .filter(it -> it.status() == 409)
                        .map(Answer::code))
                .allMatch("idempotency.in-progress"::equals);
        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .filter(it -> it.status() == 201)
                        .map(Answer::text)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aKeyThatNobodyWouldChooseIsRefused() {
        for (var key : new String[] {" ", "x".repeat(201)}) {
            var answer = create(key, "IDEG").send();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("idempotency.key-malformed");
        }
        var twice = create("one", "IDEG").header("Idempotency-Key", "two").send();
        assertThat(twice.status()).isEqualTo(400);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        create("old", "IDEH").send();
        SERVER.bean(JdbcTemplate.class)
                .update(
                        "UPDATE idempotent_request SET created_at = created_at - ?",
                        Duration.ofHours(25).toMillis());
        var later = create("old", "IDEH").send();
        assertThat(later.header("Idempotent-Replayed")).isEmpty();
        assertThat(later.status()).isEqualTo(409);
    }

    @Test
    void aFailureOfTheServerIsNotKept() {
        var project =
                create("for-the-failure", "IDEI").send().header("Location").orElseThrow();
        var link = SERVER.post(project + "/repositories")
                .bearer(SERVER.demo(UserRole.PM))
                .header("Idempotency-Key", "link")
                .json("{\"gitUrl\":\"https://git.invalid/x.git\",\"platform\":\"GIT\"}");
        var answer = link.send();
        var rows = SERVER.bean(JdbcTemplate.class)
                .queryForObject("SELECT COUNT(*) FROM idempotent_request WHERE status >= 500", Integer.class);
        assertThat(rows).isZero();
        // where no executor is there to prove the access it cannot be done now; with one the address is refused
        assertThat(answer.status()).isIn(503, 422);
        assertThat(answer.code()).isNotBlank();
    }

    @Test
    void signingInIsNeverRepeated() {
        var login = SERVER.post("/api/v1/auth/demo/login")
                .header("Idempotency-Key", "login")
                .json("{\"role\":\"PM\"}");
        assertThat(login.send().header("Idempotent-Replayed")).isEmpty();
        assertThat(SERVER.post("/api/v1/auth/demo/login")
                        .header("Idempotency-Key", "login")
                        .json("{\"role\":\"PM\"}")
                        .send()
                        .header("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void whatWasBeingAnsweredWhenTheServerStoppedCanBeAskedAgain() {
        var data = TestServer.newDirectory();
        try (var server = TestServer.start(data, "--codemaster.demo=on")) {
            server.post("/api/v1/projects")
                    .bearer(server.demo(UserRole.PM))
                    .header("Idempotency-Key", "cut")
                    .json("{\"key\":\"CUT\",\"name\":\"x\"}")
                    .send();
            server.bean(JdbcTemplate.class).update("UPDATE idempotent_request SET status = NULL");
            var running = server.post("/api/v1/projects")
                    .bearer(server.demo(UserRole.PM))
                    .header("Idempotency-Key", "cut")
                    .json("{\"key\":\"CUT\",\"name\":\"x\"}")
                    .send();
            assertThat(running.code()).isEqualTo("idempotency.in-progress");
            assertThat(running.header("Retry-After")).isPresent();
        }
        try (var server = TestServer.start(data, "--codemaster.demo=on")) {
            var again = server.post("/api/v1/projects")
                    .bearer(server.demo(UserRole.PM))
                    .header("Idempotency-Key", "cut")
                    .json("{\"key\":\"CUT\",\"name\":\"x\"}")
                    .send();
            assertThat(again.code()).isEqualTo("project.key-taken");
        }
    }
}
