package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, joined by a real Axon Server whose address comes from outside. */
@ExtendWith(AxonServerTurn.class)
class ClusterJourney {

    private static final @Nullable String SERVER = AxonServerTurn.SERVER;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsAServer() {
        assumeThat(SERVER)
                .as("CODEMASTER_TEST_AXONSERVER names no Axon Server, as host:port")
                .isNotNull();
    }

    @Test
    void aRunIsFollowedAtAnotherProcessAndOutlivesItsWorker() throws Exception {
        try (var database = new TestingMariaDb(directory.resolve("mariadb"));
                var first = joined(database, "first").start();
                var second = joined(database, "second").start();
                var views = joined(database, "views")
                        .with("codemaster.roles", "query")
                        .with("codemaster.demo", "off")
                        .start()) {
            var rd = ApiClient.demo(first, "RD");
            var elsewhere = rd.at(views);

            var task = JourneyWorld.generate(elsewhere, "journey-edit");
            var stream = new StreamReader(elsewhere, task).read(0, events -> false);
            var details = elsewhere.awaitEnd(task);
            assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
            assertThat(stream.events().stream().map(StreamReader.Event::id).toList())
                    .isEqualTo(LongStream.rangeClosed(1, stream.events().size())
                            .boxed()
                            .toList());

            var one = JourneyWorld.generate(rd, "journey-steady");
            var other = JourneyWorld.generate(rd, "journey-steady");
            rd.awaitStatus(one, "RUNNING");
            rd.awaitStatus(other, "RUNNING");
            second.kill();
            Awaitility.await("one of the two is handed over")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> rd.task(one).get("attempt").asInt()
                                    + rd.task(other).get("attempt").asInt()
                            == 3);
            assertThat(rd.post("/api/v1/codegen/" + one + "/cancel", null).statusCode())
                    .isEqualTo(202);
            assertThat(elsewhere
                            .post("/api/v1/codegen/" + other + "/cancel", null)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(elsewhere.awaitEnd(one).get("status").asString()).isEqualTo("CANCELLED");
            assertThat(rd.awaitEnd(other).get("status").asString()).isEqualTo("CANCELLED");

            assertThat(rd.post("/api/v1/auth/logout", null).statusCode()).isEqualTo(204);
            Awaitility.await("who signed out at one process is unknown at the other")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> elsewhere.getRaw("/api/v1/auth/me").statusCode() == 401);
        }
    }

    private TestingProduct joined(TestingMariaDb database, String name) {
        return database.configure(JourneyWorld.product(directory.resolve(name)))
                .with("codemaster.axonserver.servers", String.valueOf(SERVER))
                .with("codemaster.auth.jwt.secret", "the same secret in every process of the test")
                .with("codemaster.encryption.keys[0].id", "k1")
                .with("codemaster.encryption.keys[0].secret", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .with("codemaster.codegen.lease", "6s")
                .with("codemaster.codegen.max-workers", "1");
    }
}
