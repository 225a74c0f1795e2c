package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping, and being killed, in the middle of work. */
class RestartJourney {

    @TempDir
    private Path directory;

    @Test
    void aStopInMidRunEndsTheAgentAndTheNextStartTriesAgain() throws Exception {
        try (var product = JourneyWorld.product(directory.resolve("data"))
                .with("codemaster.codegen.shutdown-grace", "1s")
                .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-stubborn");
            var waiting = JourneyWorld.generate(rd, "journey-edit");
            assertThat(rd.awaitEnd(waiting).get("status").asString()).isEqualTo("COMPLETED");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> JourneyWorld.processes("codemaster-stubborn-").size() >= 4);

            assertThat(product.terminate(Duration.ofSeconds(60)))
                    .as("exit code")
                    .isIn(0, 143);
            assertThat(JourneyWorld.processes("codemaster-stubborn-")).isEmpty();
            product.start();
            var again = Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () -> rd.task(task),
                            it -> it.get("attempt").asInt() == 2
                                    && it.get("status").asString().equals("RUNNING"));
            assertThat(again.get("attempt").asInt()).isEqualTo(2);
            rd.post("/api/v1/codegen/" + task + "/cancel", null);
            assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void aKillInMidRunLeavesNoAgentAndLosesNoLine() throws Exception {
        try (var product = JourneyWorld.product(directory.resolve("data"))
                .with("codemaster.codegen.retries", "0")
                .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-stubborn");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> JourneyWorld.processes("codemaster-stubborn-").size() >= 4);
            var acknowledged = rd.task(task).get("lastSequence").asLong();
            product.kill();
            product.start();
            var details = rd.awaitEnd(task);

            assertThat(JourneyWorld.processes("codemaster-stubborn-")).isEmpty();
            assertThat(details.get("status").asString()).isEqualTo("FAILED");
            assertThat(details.get("failure").get("code").asString()).isEqualTo("worker.interrupted");
            assertThat(details.get("lastSequence").asLong()).isGreaterThan(acknowledged);
            assertThat(rd.getRaw("/api/v1/codegen/" + task + "/raw").body()).contains("This takes a while.");
            var record = ApiClient.demo(product, "ADMIN").get("/api/v1/audit/verify");
            assertThat(record.get("fault").isNull()).as(record.toString()).isTrue();
            assertThat(record.get("entries").asLong()).isPositive();
        }
    }
}
