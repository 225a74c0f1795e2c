package io.codemaster.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.edge.SampleOrders;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.record.verify.Verify;
import tools.jackson.databind.json.JsonMapper;

/** Replay, blame and evidence of a run over HTTP. The attempt is one that no worker has, so that nothing else prints into it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayOverHttpTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final CodegenTaskId RUN = new CodegenTaskId("replayed-run");

    private static final int ATTEMPT = 7;

    private static final TranscriptId TRANSCRIPT = TranscriptId.of(RUN, ATTEMPT);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> ROUTES = List.of(
            "/state",
            "/files",
            "/files/src/a.txt",
            "/blame?path=src/a.txt",
            "/blame/agent-trace",
            "/evidence",
            "/merge-request/evidence");

    private static String owner = "";

    /** The event of the line that ends the call. */
    private static long end;

    @BeforeAll
    static void aRunThatWroteALine() {
        owner = SERVER.user("replay-owner", UserRole.PM);
        SERVER.user("replay-stranger", UserRole.PM);
        var commands = SERVER.bean(CommandGateway.class);
        var project = new ProjectId("replay-project");
        var repository = new RepositoryId("replay-repository");
        var gitUrl = "https://git.example.com/replay.git";
        var other = new CreateProject(
                new ProjectId("replay-other"), "OTHER", "Other", null, new UserId("replay-stranger"), false);
        commands.sendAndWait(other);
        commands.sendAndWait(new CreateProject(project, "REPLAY", "Replay", null, new UserId("replay-owner"), false));
        commands.sendAndWait(new LinkRepository(repository, project, gitUrl, Platform.GIT, "main", null, false));
        commands.sendAndWait(
                new RequestGeneration(RUN, order(project, repository, gitUrl), new UserId("replay-owner")));
        commands.sendAndWait(new OpenTranscript(TRANSCRIPT, RUN, ATTEMPT));
        line(commands, 1, "{\"type\":\"system\",\"subtype\":\"init\",\"cwd\":\"/run/work\"}");
        tree(commands, 1, "a", null, "one\n", null);
        line(
                commands,
                2,
                "{\"type\":\"assistant\",\"message\":{\"id\":\"m\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\","
                        + "\"name\":\"Write\",\"input\":{\"file_path\":\"/run/work/src/a.txt\",\"content\":\"one\\ntwo\\n\"}}]}}");
        line(
                commands,
                3,
                "{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
                        + "\"content\":\"done\"}]}}");
        tree(commands, 3, "b", "a", "one\n", "one\ntwo\n");
        await().atMost(PATIENCE).until(() -> {
            var blame = get("/blame?path=src/a.txt");
            return blame.status() == 200 && blame.body().at("/calls/0").isObject();
        });
        end = get("/blame?path=src/a.txt").body().at("/calls/0/resultSequence").asLong();
    }

    private static void line(CommandGateway commands, long number, String text) {
        var line = new OutputLine(number, text, true, null, null, text.length(), true, 0);
        commands.sendAndWait(new RecordOutput(TRANSCRIPT, List.of(line)));
    }

    private static void tree(
            CommandGateway commands,
            long afterLine,
            String id,
            @Nullable String previous,
            String before,
            @Nullable String after) {
        var artifacts = SERVER.bean(ArtifactStore.class);
        var old = version(artifacts, before);
        var entry = after == null
                ? new TreeRecord.Entry("src/a.txt", null, null, old)
                : new TreeRecord.Entry("src/a.txt", null, old, version(artifacts, after));
        var record = new TreeRecord(
                id.repeat(40), previous == null ? null : previous.repeat(40), new DiffStat(1, 1, 0), List.of(entry));
        var kept = artifacts.keep(new JsonMapper().writeValueAsBytes(record));
        commands.sendAndWait(new RecordWorkspaceTree(TRANSCRIPT, afterLine, id.repeat(40), kept));
    }

    private static TreeRecord.Version version(ArtifactStore artifacts, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var blob = Integer.toHexString(content.hashCode()).repeat(8).substring(0, 40);
        return new TreeRecord.Version("100644", blob, bytes.length, artifacts.keep(bytes), 0);
    }

    private static GenerationOrder order(ProjectId project, RepositoryId repository, String gitUrl) {
        return SampleOrders.order(new RequirementId("replay-requirement"), "REPLAY-1", project, repository, gitUrl);
    }

    private static Answer get(String path) {
        return SERVER.get("/api/v1/codegen/" + RUN + path).bearer(owner).send();
    }

    private static Map<String, byte[]> entries(Path zip) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void anyMomentOfTheRunCanBeRead() {
        assertThat(get("/state").body().get("sequence").asLong()).isGreaterThanOrEqualTo(end);
        var before = get("/state?at=" + (end - 1)).body();
        assertThat(before.get("sequence").asLong()).isEqualTo(end - 1);
        assertThat(before.get("attempt").asInt()).isEqualTo(ATTEMPT);
        assertThat(get("/files?at=" + end).body().at("/items/0/path").asString())
                .isEqualTo("src/a.txt");
        assertThat(get("/files/src/a.txt?at=" + (end - 1)).text()).isEqualTo("one\n");
        assertThat(get("/files/src/a.txt?at=" + end).text()).isEqualTo("one\ntwo\n");
        assertThat(get("/files?at=0").body().get("available").asBoolean()).isFalse();
        var call = get("/blame?path=src/a.txt").body();
        assertThat(call.at("/items/0/tool").isNull()).isTrue();
        assertThat(call.at("/items/1/toolUseId").asString()).isEqualTo("t1");
        assertThat(call.at("/calls/0/action").asString()).isEqualTo("Write: src/a.txt");
    }

    @Test
    void whatIsNotThereSaysSoByItsCode() {
        for (var route : ROUTES) {
            var unknown = SERVER.get("/api/v1/codegen/nothing" + route)
                    .bearer(SERVER.user("replay-admin", UserRole.ADMIN))
                    .send();
            assertThat(unknown.status()).as(route).isEqualTo(404);
            assertThat(unknown.code()).as(route).isNotBlank();
        }
        assertThat(get("/events/999999").status()).isEqualTo(404);
        assertThat(get("/events/999999/record").status()).isEqualTo(404);
        var noFile = get("/files/src/none.txt");
        assertThat(noFile.status()).isEqualTo(404);
        assertThat(noFile.code()).isEqualTo("file.not-found");
        assertThat(get("/blame?path=src/none.txt").code()).isEqualTo("file.not-found");
        assertThat(get("/merge-request/evidence").body().get("detail").asString())
                .contains("no merge request");
    }

    @Test
    void aMomentThatIsNoneNamesItsField() {
        for (var path : List.of("/state", "/files", "/files/src/a.txt")) {
            for (var at : List.of("-1", "x", "999999", "1e3")) {
                var refused = get(path + "?at=" + at);
                assertThat(refused.status()).as(path + " at " + at).isEqualTo(422);
                assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("at");
            }
        }
    }

    @Test
    void whoBelongsToAnotherProjectFindsNothing() {
        var stranger = SERVER.user("replay-stranger", UserRole.PM);
        for (var route : ROUTES) {
            var path = "/api/v1/codegen/" + RUN + route;
            var unknown = SERVER.get("/api/v1/codegen/nothing" + route)
                    .bearer(stranger)
                    .send();
            var refused = SERVER.get(path).bearer(stranger).send();
            assertThat(refused.status()).as(route).isEqualTo(404);
            assertThat(refused.code()).as("no word of what is there").isEqualTo(unknown.code());
            assertThat(SERVER.get(path).send().status()).as(route).isEqualTo(401);
        }
    }

    @Test
    void theEvidenceIsWhatWasRecordedAndSaysWhoTookIt() throws Exception {
        var file = TestServer.newDirectory().resolve("evidence.zip");
        var uri = URI.create("http://127.0.0.1:" + SERVER.port() + "/api/v1/codegen/" + RUN + "/evidence");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + owner)
                                .build(),
                        HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/zip");
        assertThat(Verify.run(file)).isZero();
        var entries = entries(file);
        assertThat(entries).containsKeys("generation.json", "files/src/a.txt", "output/7.ndjson", "verify.jar");
        assertThat(new String(entries.getOrDefault("record/events.ndjson", new byte[0]), StandardCharsets.UTF_8))
                .contains("EvidenceExported", "replay-owner");
    }

    /** The last: what is refused leaves a number that the chain waits for before it links more. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whatCannotBePutOnTheRecordIsNotGivenOut() {
        var jdbc = SERVER.bean(JdbcTemplate.class);
        var admin = SERVER.user("replay-admin", UserRole.ADMIN);
        var newest = jdbc.queryForObject("SELECT MAX(global_index) FROM domain_event", Long.class);
        jdbc.execute("ALTER TABLE domain_event ADD CONSTRAINT no_exports CHECK (global_index <= " + newest
                + " OR (payload_type NOT LIKE '%EvidenceExported' AND payload_type NOT LIKE '%AuditExported'))");
        try {
            for (var path : List.of(
                    "/api/v1/audit/export?format=csv&targetId=" + RUN,
                    "/api/v1/audit/export?format=ndjson&targetId=" + RUN,
                    "/api/v1/codegen/" + RUN + "/evidence")) {
                var refused = SERVER.get(path).bearer(admin).send();
                assertThat(refused.status()).as(path).isGreaterThanOrEqualTo(400);
                assertThat(refused.header("Content-Type").orElse("")).startsWith("application/problem+json");
                assertThat(refused.text()).as(path).doesNotContain("generation.requested", "NO_EXPORTS", "no_exports");
            }
        } finally {
            jdbc.execute("ALTER TABLE domain_event DROP CONSTRAINT no_exports");
        }
        assertThat(SERVER.get("/api/v1/audit/export?format=csv&targetId=" + RUN)
                        .bearer(admin)
                        .send()
                        .text())
                .contains("generation.requested");
    }
}
