package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.UserRole;
import tools.jackson.databind.JsonNode;

/** One event that cannot be handled, from the first failure over a restart to the repair. */
class DeadLettersTest {

    private static final String LETTERS = "/api/v1/admin/dead-letters";

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private TestServer server;

    private TestServer started() {
        return TestServer.start(data, "--codemaster.demo=on");
    }

    private JdbcTemplate database() {
        return server.bean(JdbcTemplate.class);
    }

    private JsonNode admin(String path) {
        var answer = server.get(path).bearer(server.demo(UserRole.ADMIN)).send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private TestServer.Answer adminPosts(String path, String body) {
        return server.post(path).bearer(server.demo(UserRole.ADMIN)).json(body).send();
    }

    private String submitted(String title) {
        var answer = server.post("/api/v1/projects/demo-project/requirements")
                .bearer(server.demo(UserRole.PM))
                .json("{\"title\":\"%s\",\"description\":\"Text\"}".formatted(title))
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    private void edit(String requirement, String change) {
        assertThat(server.call("PATCH", "/api/v1/requirements/" + requirement)
                        .bearer(server.demo(UserRole.PM))
                        .json(change)
                        .send()
                        .status())
                .isEqualTo(204);
    }

    private JsonNode view(String requirement) {
        return admin("/api/v1/requirements/" + requirement);
    }

    private void awaitTitle(String requirement, String title) {
        await().atMost(LONG)
                .until(() -> view(requirement).get("title").asString().equals(title));
    }

    private List<JsonNode> held() {
        return StreamSupport.stream(admin(LETTERS + "?limit=200").get("items").spliterator(), false)
                .toList();
    }

    private JsonNode heldBy(String processor, String sequence) {
        return held().stream()
                .filter(it -> it.get("processor").asString().equals(processor)
                        && it.get("sequence").asString().equals(sequence))
                .findFirst()
                .orElseThrow();
    }

    private boolean isHeld(String processor, String sequence, int waiting) {
        return held().stream()
                .anyMatch(it -> it.get("processor").asString().equals(processor)
                        && it.get("sequence").asString().equals(sequence)
                        && it.get("waiting").asInt() == waiting);
    }

    /** A view that refuses a value, as a column that is too short would: it fails at the commit, not in the handler. */
    private void poison() {
        database().execute("ALTER TABLE requirement_details ADD CONSTRAINT poison CHECK (title <> 'poisoned')");
    }

    private void repair() {
        database().execute("ALTER TABLE requirement_details DROP CONSTRAINT poison");
    }

    @Test
    void anEventThatCannotBeHandledHoldsItsSequenceUntilItIsRepaired() {
        server = started();
        try {
            var poisoned = submitted("First");
            var damaged = submitted("Second");
            var other = submitted("Third");
            poison();
            edit(poisoned, "{\"title\":\"poisoned\"}");
            edit(poisoned, "{\"priority\":\"HIGH\"}");
            edit(other, "{\"title\":\"Others go on\"}");
            awaitTitle(other, "Others go on");
            await().atMost(LONG).until(() -> isHeld("requirement-details", poisoned, 2));
            assertThat(view(poisoned).get("title").asString()).isEqualTo("First");

            whatIsHeldIsToldWithoutItsContent(poisoned);
            aRetryBeforeTheRepairChangesNothing(poisoned);
            healthTellsAdministrators();

            damage(damaged);
            await().atMost(LONG)
                    .until(() ->
                            isHeld("requirement-details", damaged, 1) && isHeld("requirement-history", damaged, 1));
            edit(other, "{\"title\":\"Others still go on\"}");
            awaitTitle(other, "Others still go on");

            server.close();
            server = started();
            edit(poisoned, "{\"title\":\"Repaired\"}");
            await().atMost(LONG).until(() -> isHeld("requirement-details", poisoned, 3));
            repair();
            mend(damaged);
            assertThat(adminPosts(LETTERS + "/retry", "{}")
                            .body()
                            .get("sequences")
                            .asInt())
                    .isGreaterThanOrEqualTo(3);
            await().atMost(LONG).until(() -> held().isEmpty());

            assertThat(view(poisoned).get("title").asString()).isEqualTo("Repaired");
            assertThat(view(poisoned).get("priority").asString()).isEqualTo("HIGH");
            assertThat(view(damaged).get("title").asString()).isEqualTo("Mended");
            assertThat(database().queryForObject("SELECT COUNT(*) FROM dead_letter_key", Long.class))
                    .isZero();
            assertThat(admin("/actuator/health").get("status").asString()).isEqualTo("UP");
            aPassingReasonClearsByItself(other);
            whatCannotBeRepairedIsGivenUpForAReason(other);
        } finally {
            server.close();
        }
    }

    private void whatIsHeldIsToldWithoutItsContent(String poisoned) {
        var held = heldBy("requirement-details", poisoned);
        assertThat(held.at("/event/type").asString()).isEqualTo("RequirementEdited");
        assertThat(held.get("attempts").asInt()).isEqualTo(1);
        assertThat(held.get("nextAttemptAt").isNull()).isTrue();
        assertThat(held.get("causeMessage").asString()).containsIgnoringCase("poison");
        var details = admin(LETTERS + "/" + held.get("id").asString());
        assertThat(details.get("events")).hasSize(2);
        assertThat(details.toString()).doesNotContain("poisoned").doesNotContain("io.codemaster");
        var states = StreamSupport.stream(
                        admin("/api/v1/admin/projections").get("items").spliterator(), false)
                .filter(it -> it.get("name").asString().equals("requirement-details"))
                .findFirst()
                .orElseThrow();
        assertThat(states.get("held").asInt()).isEqualTo(1);
        assertThat(states.get("condition").asString()).isEqualTo("RUNNING");
    }

    private void aRetryBeforeTheRepairChangesNothing(String poisoned) {
        var id = heldBy("requirement-details", poisoned).get("id").asString();
        var answer = adminPosts(LETTERS + "/" + id + "/retry", "{}");
        assertThat(answer.body().get("outcome").asString()).as(answer.text()).isEqualTo("STILL_FAILING");
        assertThat(heldBy("requirement-details", poisoned).get("attempts").asInt())
                .isEqualTo(2);
        assertThat(database()
                        .queryForList(
                                "SELECT payload FROM domain_event WHERE payload_type LIKE '%DeadLettersRetried'",
                                byte[].class))
                .singleElement()
                .satisfies(it -> assertThat(new String(it, StandardCharsets.UTF_8))
                        .contains("\"retriedBy\"")
                        .contains(poisoned));
    }

    private void healthTellsAdministrators() {
        var health = admin("/actuator/health");
        assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/processors/details/holding").toString())
                .contains("requirement-details");
        var toOthers = server.get("/actuator/health").send();
        assertThat(toOthers.status()).isEqualTo(200);
        assertThat(toOthers.text()).contains("DEGRADED").doesNotContain("requirement-details");
        assertThat(server.get("/actuator/health/liveness")
                        .send()
                        .body()
                        .get("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(server.get("/actuator/health/readiness")
                        .send()
                        .body()
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }

    /** An event as a bad disk or a bad hand leaves it. */
    private void damage(String requirement) {
        edit(requirement, "{\"title\":\"Mended\"}");
        awaitTitle(requirement, "Mended");
        var database = database();
        database.update(
                "INSERT INTO domain_event (event_identifier, aggregate_identifier, sequence_number, aggregate_type,"
                        + " time_stamp, payload_type, payload_revision, payload, meta_data)"
                        + " SELECT 'damaged-event', aggregate_identifier, sequence_number + 1, aggregate_type, time_stamp,"
                        + " payload_type, payload_revision, ?, meta_data FROM domain_event WHERE aggregate_identifier = ?"
                        + " ORDER BY sequence_number DESC LIMIT 1",
                "{\"requirementId\":".getBytes(StandardCharsets.UTF_8),
                requirement);
    }

    private void mend(String requirement) {
        database()
                .update(
                        "UPDATE domain_event SET payload = (SELECT payload FROM domain_event WHERE aggregate_identifier = ?"
                                + " AND sequence_number = (SELECT sequence_number - 1 FROM domain_event WHERE"
                                + " event_identifier = 'damaged-event')) WHERE event_identifier = 'damaged-event'",
                        requirement);
    }

    /** Somebody else's lock on the row; the database gives up waiting for it. */
    private void aPassingReasonClearsByItself(String other) {
        try (var connection = server.bean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.prepareStatement("UPDATE requirement_details SET title = title WHERE id = ?")) {
                lock.setString(1, other);
                lock.executeUpdate();
                edit(other, "{\"title\":\"After the lock\"}");
                await().atMost(LONG).until(() -> isHeld("requirement-details", other, 1));
                assertThat(heldBy("requirement-details", other)
                                .get("nextAttemptAt")
                                .isNull())
                        .isFalse();
            }
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        server.clock.step(Duration.ofMinutes(1));
        await().atMost(LONG).until(() -> held().isEmpty());
        assertThat(view(other).get("title").asString()).isEqualTo("After the lock");
    }

    private void whatCannotBeRepairedIsGivenUpForAReason(String other) {
        poison();
        edit(other, "{\"title\":\"poisoned\"}");
        await().atMost(LONG).until(() -> isHeld("requirement-details", other, 1));
        edit(other, "{\"title\":\"Without it\"}");
        await().atMost(LONG).until(() -> isHeld("requirement-details", other, 2));
        var held = heldBy("requirement-details", other);
        var evict = LETTERS + "/" + held.get("id").asString() + "/evict";
        var event = held.at("/event/id").asString();
        var form = "{\"eventId\":\"%s\",\"scope\":\"FIRST\",\"reason\":\"%s\"}";
        assertThat(adminPosts(evict, form.formatted(event, " ")).status()).isIn(400, 422);
        assertThat(adminPosts(evict, form.formatted("another-event", "why")).status())
                .isEqualTo(409);
        assertThat(adminPosts(evict, form.formatted(event, "a title that no view takes"))
                        .status())
                .isEqualTo(204);
        await().atMost(LONG).until(() -> held().isEmpty());
        assertThat(view(other).get("title").asString()).isEqualTo("Without it");
        assertThat(adminPosts(evict, form.formatted(event, "again")).status()).isEqualTo(404);
        assertThat(database()
                        .queryForObject(
                                "SELECT COUNT(*) FROM domain_event WHERE payload_type LIKE '%DeadLettersEvicted'",
                                Long.class))
                .isEqualTo(1);
        assertThat(Map.of("workers", admin("/api/v1/admin/workers"), "disk", admin("/api/v1/admin/disk"))
                        .toString())
                .contains("\"limit\":3")
                .contains("\"freeBytes\"");
        assertThat(admin("/api/v1/admin/versions").toString())
                .contains("\"AXON\"")
                .contains("4.13.0");
    }
}
