package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.journey.TestingCli;
import io.codemaster.testing.git.TestingGitServer;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.JsonNode;

/** The analysis of a repository over HTTP, with the real CLI and the scripted model. */
class AnalysisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Path DATA = TestServer.newDirectory();

    private static TestingGitServer git;

    private static TestServer server;

    private static String project;

    private static String rd;

    @BeforeAll
    static void aServerAndAProject() {
        git = TestingGitServer.start(TestServer.newDirectory());
        server = start(DATA);
        project = project(server);
        rd = server.demo(UserRole.PM);
    }

    @AfterAll
    static void close() {
        server.close();
        git.close();
    }

    @Test
    void aRepositoryThatNobodyAskedAboutHasNone() {
        var answer = server.get("/api/v1/repositories/" + linked("untouched") + "/analysis")
                .bearer(rd)
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("status").asString()).isEqualTo("NONE");
        assertThat(answer.body().get("result").isNull()).isTrue();
        assertThat(server.get("/api/v1/repositories/unknown/analysis")
                        .bearer(rd)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aRepositoryIsAnalysedOnceForEachCommit() {
        var repository = linked("split-the-bill");

        var asked = ask(repository, null);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.header("Location")).contains("/api/v1/repositories/" + repository + "/analysis");
        var run = asked.body().get("id").asString();
        assertThat(read(repository).get("status").asString()).isIn("QUEUED", "RUNNING", "COMPLETED");
        assertThat(read(repository).get("runId").asString()).isEqualTo(run);
        var first = awaitEnd(repository);

        assertThat(first.get("status").asString()).as(first.toString()).isEqualTo("COMPLETED");
        assertThat(first.at("/result/modules/0/path").asString()).isEqualTo("src/money.js");
        assertThat(first.at("/result/techStack/0/version").isNull()).isTrue();
        assertThat(first.at("/result/codeStyle/testFramework").asString()).contains("node --test");
        assertThat(first.get("commit").asString()).matches("[0-9a-f]{40}");
        assertThat(first.get("costUsd").decimalValue()).isPositive();
        assertThat(first.get("failure").isNull()).isTrue();
        assertThat(first.get("stale").asBoolean()).isFalse();
        theRunIsServedLikeAGeneration(run);

        ask(repository, "{}");
        var again = awaitEnd(repository);
        assertThat(again.get("runId").asString()).isEqualTo(run);
        assertThat(again.get("result")).isEqualTo(first.get("result"));
        assertThat(again.get("finishedAt")).isEqualTo(first.get("finishedAt"));

        var forced = ask(repository, "{\"force\":true}").body().get("id").asString();
        assertThat(awaitEnd(repository).get("runId").asString()).isEqualTo(forced);
        assertThat(server.bean(MeterRegistry.class)
                        .get("codemaster.inspection.duration")
                        .tag("outcome", "unchanged")
                        .timer()
                        .count())
                .isEqualTo(1);
        anEditIsPossibleUnderTheVersionThatWasRead(repository);
    }

    private static void theRunIsServedLikeAGeneration(String run) {
        var events = server.get("/api/v1/codegen/" + run + "/events?limit=1000")
                .bearer(rd)
                .send()
                .body()
                .get("items");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("sequence").asLong()).isEqualTo(i + 1L);
        }
        assertThat(events.get(0).at("/data/message").asString()).isEqualTo("Waiting for a worker");
        assertThat(events.get(events.size() - 1).get("event").asString()).isEqualTo("done");
        assertThat(events.get(events.size() - 1).at("/data/status").asString()).isEqualTo("COMPLETED");
        assertThat(server.get("/api/v1/codegen/" + run + "/raw")
                        .bearer(rd)
                        .send()
                        .text())
                .contains("structured_output");
        assertThat(server.get("/api/v1/codegen/" + run + "/prompt")
                        .bearer(rd)
                        .send()
                        .text())
                .contains("# Analyse the repository");
        assertThat(server.get("/api/v1/codegen/" + run + "/stream").bearer(rd).lines())
                .anyMatch(it -> it.equals("event: done"));
        assertThat(server.get("/api/v1/codegen").bearer(rd).send().text()).doesNotContain(run);
        var stranger = server.user("analysis-stranger", UserRole.RD);
        assertThat(server.get("/api/v1/codegen/" + run + "/raw")
                        .bearer(stranger)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    private static void anEditIsPossibleUnderTheVersionThatWasRead(String repository) {
        var version = server.get("/api/v1/repositories/" + repository)
                .bearer(rd)
                .send()
                .header("ETag");
        assertThat(server.call("PATCH", "/api/v1/repositories/" + repository)
                        .bearer(rd)
                        .header("If-Match", version.orElseThrow())
                        .json("{\"defaultBranch\":\"main\"}")
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anAnswerThatIsBrokenTwiceIsAFailureThatShowsIt() {
        var repository = linked("broken-answer");
        ask(repository, null);

        var failed = awaitEnd(repository);

        assertThat(failed.get("status").asString()).isEqualTo("FAILED");
        assertThat(failed.at("/failure/code").asString()).isEqualTo("inspection.answer-invalid");
        assertThat(failed.get("rawAnswer").asString()).isEqualTo("{\"modules\":\"many\"}");
        assertThat(failed.get("result").isNull()).isTrue();
        assertThat(failed.get("costUsd").decimalValue()).isPositive();
    }

    @Test
    void oneAnalysisAtATimeWhichCanBeCancelled() {
        var repository = linked("hanging");
        var run = ask(repository, null).body().get("id").asString();
        await().atMost(PATIENCE).until(() -> status(repository).equals("RUNNING"));

        var second = ask(repository, "{\"force\":true}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("analysis.already-active");
        assertThat(server.call("DELETE", "/api/v1/repositories/" + repository)
                        .bearer(rd)
                        .send()
                        .code())
                .isEqualTo("repository.in-use");
        assertThat(server.post("/api/v1/codegen/" + run + "/cancel")
                        .bearer(rd)
                        .send()
                        .status())
                .isEqualTo(202);

        var ended = awaitEnd(repository);
        assertThat(ended.at("/failure/code").asString()).isEqualTo("inspection.cancelled");
        assertThat(server.post("/api/v1/codegen/" + run + "/cancel")
                        .bearer(rd)
                        .send()
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatRanWhenTheProductWasStoppedIsTriedOnceMore() {
        var data = TestServer.newDirectory();
        String repository;
        String run;
        String token;
        try (var before = start(data)) {
            token = before.demo(UserRole.PM);
            repository = linked(before, project(before), "hanging-at-a-stop");
            run = before.post("/api/v1/repositories/" + repository + "/analysis")
                    .bearer(token)
                    .send()
                    .body()
                    .get("id")
                    .asString();
            await().atMost(PATIENCE).until(() -> attempts(before, run) == 1);
        }
        try (var after = start(data)) {
            await().atMost(PATIENCE).until(() -> attempts(after, run) == 2);
            assertThat(after.post("/api/v1/codegen/" + run + "/cancel")
                            .bearer(after.demo(UserRole.PM))
                            .send()
                            .status())
                    .isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> after.get("/api/v1/repositories/" + repository + "/analysis")
                            .bearer(after.demo(UserRole.PM))
                            .send()
                            .body()
                            .get("status")
                            .asString()
                            .equals("FAILED"));
        }
    }

    private static long attempts(TestServer server, String run) {
        return server.bean(EventStore.class)
                .readEvents("inspection:" + run)
                .asStream()
                .filter(it -> it.getPayload() instanceof InspectionClaimed)
                .count();
    }

    private static TestServer start(Path data) {
        return TestServer.start(
                data,
                "--codemaster.demo=on",
                "--codemaster.demo-scenarios="
                        + Path.of("src/test/resources/scenarios").toAbsolutePath(),
                "--codemaster.claude.command=" + TestingCli.command(),
                "--codemaster.codegen.retry-pause=1s",
                "--codemaster.codegen.shutdown-grace=1s",
                "--codemaster.git.insecure-hosts=" + git.host());
    }

    private static String project(TestServer server) {
        return server.post("/api/v1/projects")
                .bearer(server.demo(UserRole.PM))
                .json("{\"key\":\"ANA\",\"name\":\"Analyses\"}")
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static String linked(String name) {
        return linked(server, project, name);
    }

    private static String linked(TestServer server, String project, String name) {
        git.create(name + ".git")
                .on("main")
                .file("src/money.js", "export const cents = 1\n")
                .commit("Start");
        return server.post("/api/v1/projects/" + project + "/repositories")
                .bearer(server.demo(UserRole.PM))
                .json("{\"gitUrl\":\"" + git.url(name + ".git") + "\",\"platform\":\"GIT\"}")
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static TestServer.Answer ask(String repository, @org.jspecify.annotations.Nullable String body) {
        var call =
                server.post("/api/v1/repositories/" + repository + "/analysis").bearer(rd);
        return (body == null ? call : call.json(body)).send();
    }

    private static JsonNode read(String repository) {
        return server.get("/api/v1/repositories/" + repository + "/analysis")
                .bearer(rd)
                .send()
                .body();
    }

    private static String status(String repository) {
        return read(repository).get("status").asString();
    }

    private static JsonNode awaitEnd(String repository) {
        await().atMost(PATIENCE).until(() -> status(repository).matches("COMPLETED|FAILED"));
        return read(repository);
    }
}
