package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job and every way it can end, on the embedded database. */
class GenerationJourney {

    @TempDir
    private static Path directory;

    private static TestingProduct product;

    private static ApiClient rd;

    @BeforeAll
    static void start() throws Exception {
        product = JourneyWorld.product(directory.resolve("data")).start();
        rd = ApiClient.demo(product, "RD");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void aRequirementBecomesABranch() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-edit");
        var task = rd.generate(requirement);
        var stream = new StreamReader(rd, task).read(0, events -> false);
        var details = rd.awaitEnd(task);

        assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
        assertThat(details.get("step").asString()).isEqualTo("DONE");
        assertThat(details.get("stat").get("files").asInt()).isEqualTo(1);
        assertThat(details.get("usage").get("turns").asInt()).isPositive();
        assertThat(details.get("demo").asBoolean()).isTrue();
        var repository = rd.get("/api/v1/repositories/" + JourneyWorld.REPOSITORY);
        assertThat(JourneyWorld.git(
                        "ls-remote",
                        repository.get("gitUrl").asString(),
                        "refs/heads/" + details.get("branch").asString()))
                .startsWith(details.get("headCommit").asString());
        assertThat(rd.get("/api/v1/requirements/" + requirement).get("status").asString())
                .isEqualTo("GENERATED");
        assertThat(stream.closedByServer()).isTrue();
        assertThat(stream.events()).last().extracting(StreamReader.Event::event).isEqualTo("done");
        assertSequence(stream.events(), details.get("lastSequence").asLong());
        assertPagesEqual(task, stream.events());
        assertRawEqualsOutput(task, stream.events());
        assertThat(new StreamReader(rd, task)
                        .read(details.get("lastSequence").asLong(), events -> false)
                        .status())
                .isEqualTo(204);
        assertThat(rd.getRaw("/api/v1/codegen/" + task + "/prompt").body()).contains("[[scenario:journey-edit]]");
        assertThat(rd.get("/api/v1/codegen/" + task + "/diff")
                        .get("files")
                        .get(0)
                        .get("path")
                        .asString())
                .isEqualTo("NOTES.md");
        assertThat(rd.getRaw("/api/v1/codegen/" + task + "/diff?path=NOTES.md").body())
                .contains("+Written by the agent: 中文 and emoji 🎉.");
        assertThat(Files.exists(product.dataDir().resolve("work/runs/" + task + "/1/workspace")))
                .isFalse();
    }

    @Test
    void whoAskedForTheCodeIsToldWhatBecameOfIt() throws Exception {
        var done = JourneyWorld.generate(rd, "journey-edit");
        rd.awaitEnd(done);
        var failed = JourneyWorld.generate(rd, "journey-credit");
        rd.awaitEnd(failed);

        var completion = notice(done, "GENERATION_COMPLETED");
        assertThat(completion.get("facts").get("files").asString()).isEqualTo("1");
        assertThat(completion.get("link").asString()).isEqualTo("/codegen/" + done);
        var failure = notice(failed, "GENERATION_FAILED");
        assertThat(failure.get("facts").get("message").asString()).isNotBlank();
        assertThat(failure.get("read").asBoolean()).isFalse();
    }

    /** A review of the same code may be told of too, before or after. */
    private static JsonNode notice(String task, String kind) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> rd.get("/api/v1/notices")
                                .get("items")
                                .valueStream()
                                .filter(it -> it.get("taskId").asString().equals(task)
                                        && it.get("kind").asString().equals(kind))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void anotherGenerationReplacesTheBranchThatTheRequirementOwns() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-edit");
        var first = rd.awaitEnd(rd.generate(requirement));
        var second = rd.awaitEnd(rd.generate(requirement));

        assertThat(second.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(second.get("branch")).isEqualTo(first.get("branch"));
    }

    @Test
    void aBranchOfSomebodyElseIsNeverOverwritten() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-edit");
        var key = rd.get("/api/v1/requirements/" + requirement).get("key").asString();
        var url = rd.get("/api/v1/repositories/" + JourneyWorld.REPOSITORY)
                .get("gitUrl")
                .asString();
        var clone = directory.resolve("foreign").toString();
        JourneyWorld.git("clone", "-q", url, clone);
        JourneyWorld.git("-C", clone, "push", "-q", "origin", "HEAD:refs/heads/feature/req-" + key);
        var details = rd.awaitEnd(rd.generate(requirement));

        assertThat(details.get("branch").asString()).isEqualTo("feature/req-" + key + "-2");
        assertThat(JourneyWorld.git("ls-remote", url, "refs/heads/feature/req-" + key))
                .startsWith(details.get("baseCommit").asString());
    }

    @Test
    void anAgentThatChangesNothingFailsAndPushesNothing() throws Exception {
        var details = rd.awaitEnd(JourneyWorld.generate(rd, "journey-no-changes"));

        assertFailure(details, "generation.no-changes", "CHECK");
        var url = rd.get("/api/v1/repositories/" + JourneyWorld.REPOSITORY)
                .get("gitUrl")
                .asString();
        assertThat(JourneyWorld.git(
                        "ls-remote", url, "refs/heads/" + details.get("branch").asString()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "journey-unauthorised, agent.not-signed-in, 1",
        "journey-credit, agent.credit-exhausted, 1",
        "journey-unknown-model, agent.model-not-found, 1",
        "journey-too-long, agent.context-overflow, 1",
        "journey-overloaded, agent.model-overloaded, 2",
    })
    void aFailureHasAStableCodeAndOnlyWhatCanPassIsTriedAgain(String scenario, String code, int attempts)
            throws Exception {
        var details = rd.awaitEnd(JourneyWorld.generate(rd, scenario));

        assertFailure(details, code, "GENERATE");
        assertThat(details.get("attempt").asInt()).isEqualTo(attempts);
    }

    @Test
    void theAgentsRoundsAreLimited() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-endless");
        var task = rd.create("/api/v1/requirements/" + requirement + "/generate", Map.of("maxTurns", 3));

        assertFailure(rd.awaitEnd(task), "agent.max-turns", "GENERATE");
    }

    @Test
    void aCancelledGenerationLeavesNoProcessAndKeepsItsTranscript() throws Exception {
        var task = JourneyWorld.generate(rd, "journey-stubborn");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> JourneyWorld.processes("codemaster-stubborn-").size() >= 4);
        var began = System.nanoTime();
        assertThat(rd.post("/api/v1/codegen/" + task + "/cancel", null).statusCode())
                .isEqualTo(202);
        Awaitility.await("every process of the agent is gone within 5 s")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> JourneyWorld.processes("codemaster-stubborn-").isEmpty());
        var details = rd.awaitEnd(task);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        assertThat(details.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(rd.post("/api/v1/codegen/" + task + "/cancel", null).statusCode())
                .isEqualTo(409);
        var raw = rd.getRaw("/api/v1/codegen/" + task + "/raw").body();
        assertThat(raw).contains("This takes a while.");
        assertThat(product.dataDir().resolve("work/runs/" + task + "/1/workspace/PARTIAL.md"))
                .exists();
        assertThat(doneEvents(task)).hasSize(1);
    }

    @Test
    void aCancelledGenerationCanBeTriedAgainByHand() throws Exception {
        var task = JourneyWorld.generate(rd, "journey-stubborn");
        rd.awaitStatus(task, "RUNNING");
        rd.post("/api/v1/codegen/" + task + "/cancel", null);
        rd.awaitEnd(task);
        assertThat(rd.post("/api/v1/codegen/" + task + "/retry", null).statusCode())
                .isEqualTo(202);
        var again = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> rd.task(task),
                        it -> it.get("attempt").asInt() == 2
                                && it.get("status").asString().equals("RUNNING"));
        rd.post("/api/v1/codegen/" + task + "/cancel", null);

        assertThat(again.get("attempt").asInt()).isEqualTo(2);
        assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void oneGenerationOfARequirementAtATime() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-stubborn");
        var task = rd.generate(requirement);
        var second = rd.post("/api/v1/requirements/" + requirement + "/generate", Map.of());
        rd.post("/api/v1/codegen/" + task + "/cancel", null);
        rd.awaitEnd(task);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("generation.already-active");
    }

    @Test
    void whatDoesNotFitIntoTheWorkersWaitsWithItsPlace() throws Exception {
        var running = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            running.add(JourneyWorld.generate(rd, "journey-stubborn"));
        }
        for (var task : running) {
            rd.awaitStatus(task, "CLONING", "RUNNING");
        }
        var first = JourneyWorld.generate(rd, "journey-edit");
        var second = JourneyWorld.generate(rd, "journey-edit");
        try {
            assertThat(rd.task(first).get("queuePosition").asInt()).isEqualTo(1);
            assertThat(rd.task(second).get("queuePosition").asInt()).isEqualTo(2);
        } finally {
            for (var task : running) {
                rd.post("/api/v1/codegen/" + task + "/cancel", null);
            }
        }
        assertThat(rd.awaitEnd(first).get("status").asString()).isEqualTo("COMPLETED");
        assertThat(rd.awaitEnd(second).get("status").asString()).isEqualTo("COMPLETED");
        for (var task : running) {
            assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void linesOfTenMegabytesAreKeptWholeAndShownInPart() throws Exception {
        var requirement = JourneyWorld.requirement(rd, "journey-huge-line");
        // ten megabytes are dear, even where nobody is paid
        var task = rd.create("/api/v1/requirements/" + requirement + "/generate", Map.of("budgetUsd", 9_000));
        var details = rd.awaitEnd(task);
        assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
        var huge = outputs(task).stream()
                .filter(it -> it.get("data").get("truncated").asBoolean())
                .toList();

        assertThat(huge).isNotEmpty();
        var entry = huge.get(0);
        assertThat(entry.get("data").get("bytes").asLong()).isGreaterThan(10_000_000);
        assertThat(entry.toString().length()).isLessThan(300_000);
        var whole = rd.getBytes(
                "/api/v1/codegen/" + task + "/events/" + entry.get("sequence").asLong());
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body().length).isGreaterThan(10_000_000);
    }

    @Test
    void theAgentFindsNoSecretAndWhatLooksLikeOneIsNotKept() throws Exception {
        var task = JourneyWorld.generate(rd, "journey-secrets");
        assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("COMPLETED");
        var raw = new String(rd.getBytes("/api/v1/codegen/" + task + "/raw").body(), StandardCharsets.UTF_8);

        assertThat(raw).contains("ANTHROPIC_BASE_URL=http://127.0.0.1").doesNotContain("sk-ant-api03-abcdefghij");
        assertThat(raw).doesNotContain("SSL_CERT_FILE").doesNotContain("CODEMASTER_CLAUDE");
        assertThat(raw).contains("[REDACTED");
    }

    @Test
    void aPoisonedRepositoryRunsNothingInTheProduct() throws Exception {
        var details = rd.awaitEnd(JourneyWorld.generate(rd, "journey-hostile-git"));

        assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
        try (var files = Files.list(Path.of("/tmp"))) {
            assertThat(files.map(it -> it.getFileName().toString()).filter(it -> it.startsWith("codemaster-canary-")))
                    .isEmpty();
        }
        var patch = rd.getRaw("/api/v1/codegen/" + details.get("id").asString() + "/diff.patch")
                .body();
        assertThat(patch).contains("CHANGED.md").doesNotContain("root:x:0:0");
    }

    // ---- helpers ----

    private static void assertFailure(JsonNode details, String code, String phase) {
        assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("FAILED");
        assertThat(details.get("failure").get("code").asString()).isEqualTo(code);
        assertThat(details.get("failure").get("phase").asString()).isEqualTo(phase);
        assertThat(details.get("failure").get("message").asString()).isNotBlank();
    }

    private static void assertSequence(List<StreamReader.Event> events, long last) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).id()).isEqualTo(i + 1L);
        }
        assertThat(events).hasSize((int) last);
    }

    private static List<JsonNode> pages(String task) throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        var cursor = "0";
        while (cursor != null) {
            var page = rd.get("/api/v1/codegen/" + task + "/events?limit=7&after=" + cursor);
            page.get("items").forEach(all::add);
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").asString();
        }
        return all;
    }

    private static void assertPagesEqual(String task, List<StreamReader.Event> events) throws Exception {
        var pages = pages(task);
        assertThat(pages).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            assertThat(pages.get(i).get("event").asString())
                    .isEqualTo(events.get(i).event());
            assertThat(pages.get(i).get("data"))
                    .isEqualTo(JsonMapper.shared().readTree(events.get(i).data()));
        }
    }

    private static void assertRawEqualsOutput(String task, List<StreamReader.Event> events) throws Exception {
        var raw = new String(rd.getBytes("/api/v1/codegen/" + task + "/raw").body(), StandardCharsets.UTF_8);
        var lines = raw.lines().map(it -> JsonMapper.shared().readTree(it)).toList();
        var shown = events.stream()
                .filter(it -> it.event().equals("output"))
                .map(it -> JsonMapper.shared().readTree(it.data()).get("line"))
                .toList();
        assertThat(lines).isEqualTo(shown);
    }

    private static List<JsonNode> outputs(String task) throws Exception {
        return pages(task).stream()
                .filter(it -> it.get("event").asString().equals("output"))
                .toList();
    }

    private static List<JsonNode> doneEvents(String task) throws Exception {
        return pages(task).stream()
                .filter(it -> it.get("event").asString().equals("done"))
                .toList();
    }
}
