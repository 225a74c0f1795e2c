package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a reader sees is what the store holds, line by line, whatever happens to the connection and to the server: 200
 * random cuts, one {@code kill -9} in mid-run, two slow readers and three fast ones.
 */
class StreamProofJourney {

    private static final int CUTS = 200;

    @TempDir
    private Path directory;

    @Test
    void everyReaderSeesTheWholeRecordOnceAndInOrder() throws Exception {
        try (var product = JourneyWorld.product(directory.resolve("data")).start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-steady");
            var readers = Executors.newCachedThreadPool();
            var seen = new ArrayList<Future<List<StreamReader.Event>>>();
            for (int i = 0; i < 3; i++) {
                seen.add(readers.submit(new PatientReader(rd, task, 0, Long.MAX_VALUE)));
            }
            for (int i = 0; i < 2; i++) {
                seen.add(readers.submit(new PatientReader(rd, task, 2, Long.MAX_VALUE)));
            }
            seen.add(readers.submit(new CuttingReader(rd, task)));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> rd.task(task).get("lastSequence").asLong() > 300);
            product.kill();
            product.start();
            var details = rd.awaitEnd(task);

            assertThat(details.get("status").asString()).as(details.toString()).isEqualTo("COMPLETED");
            assertThat(details.get("attempt").asInt()).isEqualTo(2);
            var stored = stored(rd, task);
            assertThat(stored).hasSize((int) details.get("lastSequence").asLong());
            for (var reader : seen) {
                assertThat(reader.get()).isEqualTo(stored);
            }
            shutDown(readers);
        }
    }

    private static void shutDown(ExecutorService readers) {
        readers.shutdownNow();
    }

    /** What the store holds, in the form that the stream has it. */
    private static List<StreamReader.Event> stored(ApiClient client, String task) throws Exception {
        var all = new ArrayList<StreamReader.Event>();
        var cursor = "0";
        while (cursor != null) {
            var page = client.get("/api/v1/codegen/" + task + "/events?limit=1000&after=" + cursor);
            page.get("items")
                    .forEach(it -> all.add(new StreamReader.Event(
                            it.get("sequence").asLong(),
                            it.get("event").asString(),
                            normal(it.get("data").toString()))));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").asString();
        }
        return all;
    }

    private static String normal(String json) {
        return JsonMapper.shared().readTree(json).toString();
    }

    /** Comes back after every break until the server says that there is no more. */
    private static class PatientReader implements Callable<List<StreamReader.Event>> {

        private final ApiClient client;

        private final String task;

        private final long pauseMillis;

        private final long longest;

        PatientReader(ApiClient client, String task, long pauseMillis, long longest) {
            this.client = client;
            this.task = task;
            this.pauseMillis = pauseMillis;
            this.longest = longest;
        }

        @Override
        public List<StreamReader.Event> call() throws Exception {
            var all = new ArrayList<StreamReader.Event>();
            while (true) {
                long last = all.size(); // ids have no gap, so the number of events is the last id
                try {
                    var outcome = new StreamReader(client, task).read(last, this::isEnough);
                    if (outcome.status() == 204) {
                        return all;
                    }
                    outcome.events()
                            .forEach(it -> all.add(new StreamReader.Event(it.id(), it.event(), normal(it.data()))));
                } catch (java.io.IOException serverIsAway) {
                    Thread.sleep(100);
                }
            }
        }

        boolean isEnough(List<StreamReader.Event> events) {
            if (pauseMillis > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(pauseMillis * 1_000_000);
            }
            return events.size() >= longest;
        }
    }

    /** Cuts its connection at random points, two hundred times. */
    private static final class CuttingReader extends PatientReader {

        private final Random random = new Random(42);

        private int cuts;

        private int next = 1;

        CuttingReader(ApiClient client, String task) {
            super(client, task, 0, Long.MAX_VALUE);
        }

        @Override
        boolean isEnough(List<StreamReader.Event> events) {
            if (cuts >= CUTS || events.size() < next) {
                return false;
            }
            cuts++;
            next = 1 + random.nextInt(12);
            return true;
        }
    }
}
