package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.rebuild.RebuildProgram;
import io.codemaster.app.store.rebuild.ViewBuild;
import tools.jackson.databind.JsonNode;

/** Read models that are not what the events make, and the way back, while the product works on them. */
@ExtendWith(OutputCaptureExtension.class)
class RebuildTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static TestServer server;

    private static String requirement;

    @BeforeAll
    static void aRequirementWithAHistory() {
        server = TestServer.shared();
        var answer = server.post("/api/v1/projects/demo-project/requirements")
                .bearer(server.demo(UserRole.PM))
                .json("{\"title\":\"As it was\",\"description\":\"The events know better\"}")
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        requirement = answer.body().get("id").asString();
    }

    private static JdbcTemplate database() {
        return server.bean(JdbcTemplate.class);
    }

    private static JsonNode rebuilt(String name, boolean compareOnly) {
        // the one before puts its end on the record before another may begin
        var begun = await().atMost(LONG)
                .until(
                        () -> server.post("/api/v1/admin/projections/" + name + "/rebuild")
                                .bearer(server.demo(UserRole.ADMIN))
                                .json("{\"compareOnly\":" + compareOnly + "}")
                                .send(),
                        it -> it.status() == 202);
        var location = begun.header("Location").orElseThrow();
        assertThat(location).endsWith(begun.body().get("id").asString());
        return await().atMost(LONG)
                .until(
                        () -> server.get(location)
                                .bearer(server.demo(UserRole.ADMIN))
                                .send()
                                .body(),
                        it -> !it.get("state").asString().equals("RUNNING"));
    }

    private static String title() {
        return server.get("/api/v1/requirements/" + requirement)
                .bearer(server.demo(UserRole.PM))
                .send()
                .body()
                .get("title")
                .asString();
    }

    private static void spoil() {
        database().update("UPDATE requirement_details SET title = 'Spoilt' WHERE id = ?", requirement);
        database().update("DELETE FROM requirement_history_change WHERE requirement_id = ?", requirement);
        database().update("DELETE FROM requirement_history WHERE requirement_id = ?", requirement);
        database()
                .update(
                        "INSERT INTO project_member (project_id, user_id, project_role) VALUES ('demo-project', 'nobody', 'OWNER')");
    }

    @Test
    void whatIsNotWhatTheEventsMakeIsFoundAndMadeRight() {
        spoil();

        var compared = rebuilt("all", true);
        assertThat(compared.get("state").asString()).as(compared.toString()).isEqualTo("DIFFERENT");
        assertThat(title()).isEqualTo("Spoilt");

        var made = rebuilt("all", false);
        assertThat(made.get("state").asString()).as(made.toString()).isEqualTo("RIGHT");
        assertThat(names(made, "REPLACED"))
                .containsExactlyInAnyOrder("requirement-details", "requirement-history", "project-details");
        assertThat(title()).isEqualTo("As it was");
        assertThat(made.get("events").asLong()).isPositive();

        var again = rebuilt("all", true);
        assertThat(again.get("state").asString()).as(again.toString()).isEqualTo("RIGHT");
        awaitTheProcessorsToGoOn();
    }

    /** As when two transactions append at the same time, and the one with the later numbers is there first. */
    @Test
    void entriesThatCameInAnotherOrderThanTheirEventsAreRight() {
        await().atMost(LONG).until(() -> count("audit_entry") > 1);
        database().update("UPDATE audit_entry SET seq = 0 WHERE seq = 1");
        database().update("UPDATE audit_entry SET seq = 1 WHERE seq = 2");
        database().update("UPDATE audit_entry SET seq = 2 WHERE seq = 0");

        var compared = rebuilt("audit", true);
        assertThat(compared.get("state").asString()).as(compared.toString()).isEqualTo("RIGHT");

        database().update("UPDATE audit_entry SET action = 'spoilt' WHERE seq = 1");
        var spoilt = rebuilt("audit", false);
        assertThat(names(spoilt, "REPLACED")).containsExactly("audit");
    }

    private static List<String> names(JsonNode rebuild, String outcome) {
        return rebuild.get("views")
                .valueStream()
                .filter(it -> it.get("outcome").asString().equals(outcome))
                .map(it -> it.get("name").asString())
                .toList();
    }

    private static void awaitTheProcessorsToGoOn() {
        var edited = server.call("PATCH", "/api/v1/requirements/" + requirement)
                .bearer(server.demo(UserRole.PM))
                .json("{\"title\":\"After the exchange\"}")
                .send();
        assertThat(edited.status()).as(edited.text()).isEqualTo(204);
        await().atMost(LONG).until(() -> title().equals("After the exchange"));
        assertThat(server.call("PATCH", "/api/v1/requirements/" + requirement)
                        .bearer(server.demo(UserRole.PM))
                        .json("{\"title\":\"As it was\"}")
                        .send()
                        .status())
                .isEqualTo(204);
        await().atMost(LONG).until(() -> title().equals("As it was"));
    }

    @Test
    void aTableThatWasDroppedIsMadeAnew() {
        var rows = count("requirement_history_change");
        database().execute("DROP TABLE requirement_history_change");

        var compared = rebuilt("requirement-history", true);
        assertThat(compared.get("state").asString()).as(compared.toString()).isEqualTo("DIFFERENT");
        assertThat(compared.at("/views/0/reason").asString()).contains("requirement_history_change is missing");

        var made = rebuilt("requirement-history", false);
        assertThat(made.get("state").asString()).as(made.toString()).isEqualTo("RIGHT");
        assertThat(names(made, rows == 0 ? "SAME" : "REPLACED")).containsExactly("requirement-history");
        assertThat(count("requirement_history_change")).isEqualTo(rows);
    }

    private static long count(String table) {
        var rows = database().queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
        return rows == null ? -1 : rows;
    }

    @Test
    void theProgramHasTheRunningProductDoIt(CapturedOutput output) {
        var data = server.bean(DataDirectoryProperties.class).dataDir();
        await().atMost(LONG).until(() -> noneIsUnderWay());

        assertThat(RebuildProgram.run(new String[] {
                    RebuildProgram.WORD, "--names=requirement-document,user-details", "--codemaster.data-dir=" + data
                }))
                .as(output.getOut())
                .isZero();
        assertThat(output.getOut())
                .contains("goes on meanwhile", "Making 2 read models", "user-details: the same")
                .contains("Every read model is what the events make.");
    }

    private static boolean noneIsUnderWay() {
        return server.get("/api/v1/admin/rebuilds")
                .bearer(server.demo(UserRole.ADMIN))
                .send()
                .body()
                .get("items")
                .valueStream()
                .noneMatch(it -> it.get("state").asString().equals("RUNNING"));
    }

    @Test
    void itIsMadeByAThreadOfAnyRequest() throws Exception {
        var room = TestServer.newDirectory().resolve("views");
        var sources = new ViewBuild.Sources(server.bean(EventStore.class), server.bean(ArtifactStore.class));
        var settings = Map.<String, Object>of(
                "codemaster.database.url", "jdbc:h2:file:" + room,
                "codemaster.database.user", "codemaster",
                "codemaster.database.password", "");
        var before = Thread.currentThread().getContextClassLoader();
        // as a web server gives its threads one, which sees the product's classes and defines none of them
        try (var ofRequests = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(ofRequests);
            try (var build = ViewBuild.open(server.bean(ConfigurableEnvironment.class), settings, sources)) {
                var reached = new AtomicLong();
                build.advance(Set.of("requirement-details"), 10, reached::set);

                assertThat(reached).hasValue(10);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void theProgramNamesTheReadModelsThereAre(CapturedOutput output) {
        assertThat(RebuildProgram.run(new String[] {RebuildProgram.WORD, "--names=nothing"}))
                .isEqualTo(1);
        assertThat(output.getOut()).contains("no read model [nothing]", "requirement-details");
    }

    @Test
    void aNameThatIsNoneIsNotFound() {
        var answer = server.post("/api/v1/admin/projections/codegen-saga/rebuild")
                .bearer(server.demo(UserRole.ADMIN))
                .send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("detail").asString()).contains("user-details");
        assertThat(server.post("/api/v1/admin/projections/all/rebuild")
                        .bearer(server.demo(UserRole.PM))
                        .send()
                        .status())
                .isEqualTo(403);
    }
}
