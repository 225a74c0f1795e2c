package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** The main job on a real server of the MySQL protocol, with the same migrations as the embedded database. */
class MariaDbJourney {

    @TempDir
    private Path directory;

    @Test
    void theMainJobAndItsFailuresAreTheSameOnMariaDb() throws Exception {
        try (var database = new TestingMariaDb(directory.resolve("mariadb"));
                var product = database.configure(JourneyWorld.product(directory.resolve("data")))
                        .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-flood");
            var stream = new StreamReader(rd, task).read(0, events -> false);
            var details = rd.awaitEnd(task);
            assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
            assertThat(stream.events())
                    .hasSize((int) details.get("lastSequence").asLong());
            assertThat(stream.events()).hasSizeGreaterThan(2_000);
            assertThat(stream.events().stream().map(StreamReader.Event::id).toList())
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(
                                    1, stream.events().size())
                            .boxed()
                            .toList());
            assertThat(rd.getRaw("/api/v1/codegen/" + task + "/raw").body()).contains("一行文字");
            var overloaded = rd.awaitEnd(JourneyWorld.generate(rd, "journey-overloaded"));
            assertThat(overloaded.get("attempt").asInt()).isEqualTo(2);
            assertThat(List.of("FAILED")).contains(overloaded.get("status").asString());
            assertThat(database.asRoot("USE codemaster; " + Files.readString(Path.of("../deploy/bi/views.sql"))))
                    .isTrue();
            assertThat(database.asRoot("USE codemaster; SELECT * FROM bi_projects, bi_requirements, bi_generations;"
                            + " SELECT * FROM bi_reviews; SELECT * FROM bi_daily"))
                    .isTrue();
            assertThat(rd.getRaw("/api/v1/audit?action=tool.called&q=agent").body())
                    .contains("\"items\"");
            assertThat(rd.getRaw("/api/v1/analytics/reviews?format=csv").body()).startsWith("id,kind,");
        }
    }

    @Test
    void aKilledProductGoesOnOnMariaDb() throws Exception {
        try (var database = new TestingMariaDb(directory.resolve("mariadb"));
                var product = database.configure(JourneyWorld.product(directory.resolve("data")))
                        .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-edit");
            rd.awaitStatus(task, "CLONING", "RUNNING", "COMPLETED");
            product.kill();
            product.start();

            assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("COMPLETED");
            theRecordTellsWhatWasDoneToIt(database, ApiClient.demo(product, "ADMIN"));
        }
    }

    private static void theRecordTellsWhatWasDoneToIt(TestingMariaDb database, ApiClient admin) throws Exception {
        Awaitility.await("the record is linked")
                .atMost(Duration.ofMinutes(2))
                .until(() -> admin.get("/api/v1/audit/verify").get("entries").asLong() > 8);
        assertThat(fault(admin).isNull()).isTrue();
        var seventh = "(SELECT global_index FROM record_link WHERE position = 7)";
        var eighth = "(SELECT global_index FROM record_link WHERE position = 8)";
        change(database, "UPDATE domain_event SET payload = CONCAT(payload, ' ') WHERE global_index = " + seventh);
        tells(admin, "ALTERED");
        change(
                database,
                "UPDATE domain_event SET payload = LEFT(payload, LENGTH(payload) - 1) WHERE global_index = " + seventh);
        assertThat(fault(admin).isNull()).isTrue();

        change(
                database,
                "CREATE TABLE taken AS SELECT * FROM domain_event WHERE global_index = " + seventh
                        + "; DELETE FROM domain_event WHERE global_index = " + seventh);
        tells(admin, "REMOVED");
        change(database, "INSERT INTO domain_event SELECT * FROM taken; DROP TABLE taken");
        assertThat(fault(admin).isNull()).isTrue();

        change(
                database,
                "SET @seventh = " + seventh + ", @eighth = " + eighth
                        + "; UPDATE domain_event SET global_index = -1 WHERE global_index = @seventh"
                        + "; UPDATE domain_event SET global_index = @seventh WHERE global_index = @eighth"
                        + "; UPDATE domain_event SET global_index = @eighth WHERE global_index = -1");
        tells(admin, "REORDERED");
    }

    private static void change(TestingMariaDb database, String statements) throws Exception {
        assertThat(database.asRoot("USE codemaster; " + statements))
                .as(statements)
                .isTrue();
    }

    private static void tells(ApiClient admin, String kind) throws Exception {
        assertThat(fault(admin).path("kind").asString("")).isEqualTo(kind);
        assertThat(fault(admin).path("sequence").asLong(0)).isEqualTo(7);
    }

    private static JsonNode fault(ApiClient admin) throws IOException, InterruptedException {
        return admin.get("/api/v1/audit/verify").get("fault");
    }
}
