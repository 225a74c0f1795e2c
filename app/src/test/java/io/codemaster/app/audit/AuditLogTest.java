package io.codemaster.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.CsvCell;
import io.codemaster.app.web.ProjectionBarrier;
import tools.jackson.databind.JsonNode;

class AuditLogTest {

    /** What came behind a number that was taken back is linked seconds later. */
    private static final Duration LINKED = Duration.ofMinutes(1);

    private static final TestServer SERVER = TestServer.shared();

    private static String project(String key, String name, String owner) {
        var made = SERVER.post("/api/v1/projects")
                .bearer(owner)
                .header("User-Agent", "audit-test")
                .json("{\"key\":\"%s\",\"name\":\"%s\"}".formatted(key, name))
                .send();
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asString();
    }

    private static Answer get(String path, String token) {
        SERVER.bean(ProjectionBarrier.class).passed().join();
        return SERVER.get(path).bearer(token).send();
    }

    private static List<JsonNode> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.body().get("items").spliterator(), false)
                .toList();
    }

    private static List<String> actions(Answer answer) {
        return items(answer).stream().map(it -> it.get("action").asString()).toList();
    }

    @Test
    void membersSeeTheirProjectsAndAdministratorsEverything() {
        var alice = SERVER.user("audit-alice", UserRole.PM);
        var bob = SERVER.user("audit-bob", UserRole.PM);
        var admin = SERVER.user("audit-admin", UserRole.ADMIN);
        var hers = project("AUDA", "Hers", alice);
        var his = project("AUDB", "His", bob);

        assertThat(actions(get("/api/v1/audit?projectId=" + hers, alice)))
                .containsExactlyInAnyOrder("project.created", "project-member.added");
        assertThat(items(get("/api/v1/audit?projectId=" + his, alice))).isEmpty();
        assertThat(items(get("/api/v1/audit?limit=200", alice)))
                .allMatch(it -> hers.equals(it.get("projectId").asString("")));
        assertThat(items(get("/api/v1/audit?projectId=" + his, admin))).hasSize(2);
        var entry = items(get("/api/v1/audit?action=project.created&projectId=" + hers, alice))
                .get(0);
        assertThat(entry.at("/actor/type").asString()).isEqualTo("user");
        assertThat(entry.at("/actor/id").asString()).isEqualTo("audit-alice");
        assertThat(entry.at("/target/label").asString()).isEqualTo("AUDA Hers");
        assertThat(entry.get("ip").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.get("userAgent").asString()).isEqualTo("audit-test");
        assertThat(entry.get("outcome").asString()).isEqualTo("success");
        var one = "/api/v1/audit/" + entry.get("sequence").asLong();
        assertThat(get(one, bob).status()).isEqualTo(404);
        var event = get(one, alice).body().get("event");
        assertThat(event.get("type").asString()).isEqualTo("ProjectCreated");
        assertThat(event.get("payload").asString()).contains("AUDA");
    }

    @Test
    void anEntryHasItsLinkOfTheChainOnceItIsLinked() {
        var pm = SERVER.user("audit-chain", UserRole.PM);
        var id = project("AUDC", "Chain", pm);

        await().atMost(LINKED).untilAsserted(() -> {
            var found = items(get("/api/v1/audit?action=project.created&projectId=" + id, pm));
            assertThat(found.get(0).get("hash").asString("")).matches("[0-9a-f]{64}");
            assertThat(found.get(0).get("previousHash").asString("")).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void refusalsAndFailedSignInsAreEntries() {
        var rd = SERVER.user("audit-refused", UserRole.RD);
        var admin = SERVER.user("audit-admin", UserRole.ADMIN);
        assertThat(SERVER.get("/api/v1/users/someone").bearer(rd).send().status())
                .isEqualTo(403);
        assertThat(SERVER.login("audit-refused@example.com", "not it").status()).isEqualTo(401);
        assertThat(SERVER.login("my-pass-word-by-mistake", "x").status()).isEqualTo(401);

        await().atMost(LINKED).untilAsserted(() -> {
            var refused = items(get("/api/v1/audit?actorId=audit-refused&action=access.refused", admin));
            assertThat(refused).hasSize(1);
            assertThat(refused.get(0).get("outcome").asString()).isEqualTo("denied");
            assertThat(refused.get(0).at("/target/label").asString()).isEqualTo("GET /api/v1/users/someone");
            assertThat(items(get("/api/v1/audit?action=sign-in.refused&targetId=audit-refused", admin)))
                    .hasSize(1);
        });
        assertThat(get("/api/v1/audit?limit=200", admin).text()).doesNotContain("my-pass-word-by-mistake");
    }

    @Test
    void signingInAndOutAreEntries() {
        SERVER.register("audit-comes", UserRole.PM);
        var session = SERVER.login("audit-comes@example.com", TestServer.PASSWORD)
                .body()
                .get("token")
                .asString();
        SERVER.post("/api/v1/auth/logout").bearer(session).send();

        assertThat(actions(get("/api/v1/audit?actorId=audit-comes", SERVER.user("audit-admin", UserRole.ADMIN))))
                .containsExactly("session.ended", "session.opened");
    }

    @Test
    void whoReadsCredentialsIsOnTheRecordOnce() {
        var pm = SERVER.user("audit-reader", UserRole.PM);
        get("/api/v1/auth/tokens", pm);
        get("/api/v1/auth/tokens", pm);

        assertThat(actions(get("/api/v1/audit?actorId=audit-reader", SERVER.user("audit-admin", UserRole.ADMIN))))
                .containsExactly("sensitive-read.recorded");
    }

    @Test
    void anAdministratorWhoReadsAStrangersRepositoriesIsOnTheRecord() {
        var owner = SERVER.user("audit-owner", UserRole.PM);
        var admin = SERVER.user("audit-admin", UserRole.ADMIN);
        var id = project("AUDR", "Read", owner);
        get("/api/v1/projects/" + id + "/repositories", owner);
        get("/api/v1/projects/" + id + "/repositories", admin);

        var found = items(get("/api/v1/audit?action=sensitive-read.recorded&projectId=" + id, owner));
        assertThat(found).singleElement().satisfies(it -> {
            assertThat(it.at("/actor/id").asString()).isEqualTo("audit-admin");
            assertThat(it.at("/target/type").asString()).isEqualTo("project");
        });
    }

    @Test
    void anExportHasEveryEntryAndIsOneItself() {
        var owner = SERVER.user("audit-exported", UserRole.PM);
        var admin = SERVER.user("audit-exporter", UserRole.ADMIN);
        var id = project("AUDX", "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")", owner);
        SERVER.call("PATCH", "/api/v1/projects/" + id)
                .bearer(owner)
                .json("{\"description\":\"@SUM(1),\\nmore\"}")
                .send();

        var csv = get("/api/v1/audit/export?format=csv&projectId=" + id, admin);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.text().lines().findFirst().orElse("")).startsWith("sequence,at,action,actorType,");
        assertThat(csv.text().lines()).hasSize(4);
        var ndjson = get("/api/v1/audit/export?format=ndjson&projectId=" + id, admin);
        assertThat(ndjson.text().lines()).hasSize(3).allMatch(it -> it.contains(id) && it.startsWith("{"));
        assertThat(get("/api/v1/audit/export?format=xls", admin).status()).isEqualTo(400);
        assertThat(get("/api/v1/audit/export", owner).status()).isEqualTo(403);

        var exports = items(get("/api/v1/audit?action=audit.exported&actorId=audit-exporter", admin));
        assertThat(exports).hasSize(2);
        assertThat(exports.get(1).get("detail").asString())
                .contains("format=csv")
                .contains(id);
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"))
                .allSatisfy(it -> assertThat(CsvCell.of(it)).isEqualTo("'" + it));
        assertThat(CsvCell.of("=1,\"2\"")).isEqualTo("\"'=1,\"\"2\"\"\"");
        assertThat(CsvCell.of("a - b")).isEqualTo("a - b");
    }

    @Test
    void theChainOfCommandsOfOneRequestIsItsSendersOwnDoing() {
        var pm = SERVER.user("audit-author", UserRole.PM);
        var id = project("AUDQ", "Asked", pm);
        SERVER.post("/api/v1/projects/" + id + "/requirements")
                .bearer(pm)
                .json("{\"title\":\"T\",\"description\":\"D\"}")
                .send();

        var submitted = items(get("/api/v1/audit?action=requirement.submitted&projectId=" + id, pm));
        assertThat(submitted).singleElement().satisfies(it -> {
            assertThat(it.at("/actor/type").asString()).isEqualTo("user");
            assertThat(it.at("/target/label").asString()).isEqualTo("AUDQ-1 T");
        });
    }
}
