package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        }
    }
}
