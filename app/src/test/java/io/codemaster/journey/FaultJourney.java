package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.testing.redis.TestingRedis;
import tools.jackson.databind.json.JsonMapper;

/** Database and Redis taken away in the middle of a run; {@code ./codemaster bench faults} is the long form. */
class FaultJourney {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path directory;

    @AfterEach
    void noReaderIsLeft() {
        threads.shutdownNow();
    }

    @Test
    void aRunGoesOnWhenDatabaseAndRedisAreBackAndNobodyHasLostALine() throws Exception {
        try (var redis = new TestingRedis(directory);
                var database = new TestingMariaDb(directory.resolve("mariadb"));
                var product = database.configure(JourneyWorld.product(directory.resolve("data")))
                        .with("codemaster.redis.url", redis.url())
                        .with("codemaster.redis.pause", "500ms")
                        .with("spring.datasource.hikari.connection-timeout", "2000")
                        .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-fault");
            var first = reading(rd, task);
            var second = reading(rd, task);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> rd.task(task).get("lastSequence").asLong() > 15);

            redis.kill();
            database.kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> rd.getRaw("/api/v1/codegen/" + task).statusCode() >= 500);
            database.restart();
            redis.restart();

            var details = rd.awaitEnd(task);
            assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
            var stored = stored(rd, task);
            assertThat(stored).hasSize((int) details.get("lastSequence").asLong());
            assertThat(stored.stream().map(StreamReader.Event::event)).containsOnlyOnce("done");
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(stored);
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(stored);
            Awaitility.await().untilAsserted(() -> assertThat(agentsOf(task)).isEmpty());
        }
    }

    /** Processes whose environment speaks of the run, as their home does. */
    private static List<Path> agentsOf(String task) throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(it -> it.getFileName().toString().matches("\\d+"))
                    .filter(it -> environment(it).contains(task))
                    .toList();
        }
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Reads to the end, over however many connections. */
    private Future<List<StreamReader.Event>> reading(ApiClient client, String task) {
        return threads.submit(() -> {
            var all = new ArrayList<StreamReader.Event>();
            while (true) {
                    var outcome = new StreamReader(client, task).read(all.size(), events -> false);
                    if (outcome.status() == 204) {
                        return all;
                    }
                    outcome.events()
                            .forEach(it -> all.add(new StreamReader.Event(it.id(), it.event(), normal(it.data()))));
                    if (!all.isEmpty() && all.get(all.size() - 1).event().equals("done")) {
                        return all;
                    }
            }
        });
    }

    private static List<StreamReader.Event> stored(ApiClient client, String task) throws Exception {
        var all = new ArrayList<StreamReader.Event>();
        client.get("/api/v1/codegen/" + task + "/events?limit=1000")
                .get("items")
                .forEach(it -> all.add(new StreamReader.Event(
                        it.get("sequence").asLong(),
                        it.get("event").asString(),
                        normal(it.get("data").toString()))));
        return all;
    }

    private static String normal(String json) {
        return JsonMapper.shared().readTree(json).toString();
    }
}
