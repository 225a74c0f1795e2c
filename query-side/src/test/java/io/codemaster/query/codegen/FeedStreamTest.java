package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;
import io.codemaster.query.TestingQuerySide.TestingAccess;
import io.micrometer.core.instrument.MeterRegistry;

@TestPropertySource(
        properties = {
            "codemaster.feed.heartbeat=300ms",
            "codemaster.feed.progress=200ms",
            "codemaster.feed.buffer-bytes=512KB",
            "codemaster.feed.stall-timeout=20s"
        })
class FeedStreamTest extends QuerySideTest {

    @Autowired
    private FeedStreams streams;

    @Autowired
    private InProcessFeedHub hub;

    @Autowired
    private TestingAccess access;

    @Autowired
    private MeterRegistry meters;

    @Test
    void aFinishedStreamIsReadFromTheBeginningThenTheServerClosesAndAnswers204() throws IOException {
        var run = finishedRun(40);
        try (var reader = follow(run, 0)) {
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            assertThat(reader.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(reader.header("Content-Encoding")).isEmpty();
            assertThat(reader.any().comment).startsWith(":");
            assertThat(rest(reader)).isEqualTo(stored(run));
        }
        long last = stored(run).size();
        try (var again = new SseReader(port, path(run), 0, "Last-Event-ID", String.valueOf(last))) {
            assertThat(again.status()).isEqualTo(204);
        }
        try (var again = new SseReader(port, path(run) + "?after=" + last, 0)) {
            assertThat(again.status()).isEqualTo(204);
        }
    }

    @Test
    void whoeverReadsOfTheEndFindsTheRunOver() throws Exception {
        for (int round = 0; round < 10; round++) {
            var run = runningRun();
            try (var reader = follow(run, 0)) {
                publish(lines(run, 300));
                publish(run.finished(1), run.completed(1));
                assertThat(rest(reader)).isNotEmpty();
                assertThat(new String(get("/api/v1/codegen/" + run.task).body(), StandardCharsets.UTF_8))
                        .contains("\"status\":\"COMPLETED\"");
            }
        }
    }

    @Test
    void lastEventIdWinsOverAfterAndNonsenseIsRefused() throws IOException {
        var run = finishedRun(10);
        var all = stored(run);
        try (var reader = new SseReader(port, path(run) + "?after=1", 0, "Last-Event-ID", "7")) {
            assertThat(rest(reader)).isEqualTo(all.subList(7, all.size()));
        }
        assertThat(get(path(run), "Last-Event-ID", "7a").statusCode()).isEqualTo(400);
        assertThat(get(path(run) + "?after=-1").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/codegen/unknown/stream").statusCode()).isEqualTo(404);
    }

    @Test
    void aReaderCutOff200TimesHasEveryEventOnce() throws Exception {
        var run = runningRun();
        var writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                var lines = new Object[10];
                for (int j = 0; j < lines.length; j++) {
                    lines[j] =
                            run.json("{\"type\":\"x\",\"n\":" + (i * 10 + j) + ",\"pad\":\"" + "p".repeat(100) + "\"}");
                }
                publish(lines);
            }
        });
        var got = new ArrayList<String>();
        var random = new Random(7);
        long last = 0;
        for (int cut = 0; cut < 200; cut++) {
            try (var reader = follow(run, last)) {
                int some = 1 + random.nextInt(9);
                for (int i = 0; i < some; i++) {
                    var event = reader.durable();
                    got.add(row(event));
                    last = event.id;
                }
                if (random.nextBoolean()) {
                    reader.reset();
                }
            }
        }
        writing.join();
        publish(run.finished(1), run.completed(1));
        try (var reader = follow(run, last)) {
            got.addAll(rest(reader));
        }
        awaitViews();
        assertThat(got).isEqualTo(stored(run));
        assertThat(got).hasSizeGreaterThan(2000);
        nobodyIsLeft(run);
    }

    @Test
    void aHundredReadersHaveTheSameWhileLinesArrive() throws Exception {
        var run = runningRun();
        var pool = Executors.newCachedThreadPool();
        try {
            var readers = new ArrayList<CompletableFuture<List<String>>>();
            for (int i = 0; i < 100; i++) {
                long after = i % 4;
                readers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (var reader = follow(run, after)) {
                                return rest(reader);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        pool));
                if (i % 10 == 0) {
                    publish(lines(run, 50));
                }
            }
            for (int i = 0; i < 20; i++) {
                publish(lines(run, 50));
            }
            publish(run.finished(1), run.completed(1));
            awaitViews();
            var all = stored(run);
            for (int i = 0; i < readers.size(); i++) {
                assertThat(readers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(all.subList(i % 4, all.size()));
            }
        } finally {
            pool.shutdownNow();
        }
        nobodyIsLeft(run);
    }

    @Test
    void aLateReaderJoinsHistoryAndLiveTailWithoutAGap() throws Exception {
        for (int round = 0; round < 15; round++) {
            var run = runningRun();
            publish(lines(run, 700));
            var stop = new AtomicBoolean();
            var writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 150 && !stop.get(); i++) {
                    publish(lines(run, 3));
                }
            });
            try (var reader = follow(run, 0)) {
                for (int i = 1; i <= 1000; i++) {
                    var event = reader.durable();
                    assertThat(event.id).isEqualTo(i);
                }
            } finally {
                stop.set(true);
                writing.join();
            }
        }
    }

    @Test
    void aReaderThatTakesNothingIsClosedAndRecovers() throws Exception {
        var run = runningRun();
        double before = meters.get("codemaster.sse.overflow.closed").counter().count();
        var got = new ArrayList<String>();
        long last = 0;
        try (var slow = new SseReader(port, path(run), 4096)) {
            var event = slow.durable();
            got.add(row(event));
            last = event.id;
            await().until(() -> streams.size() > 0 && isLive(run));
            for (int i = 0; i < 400; i++) {
                publish(run.json("{\"pad\":\"" + "z".repeat(30_000) + "\"}"));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> meters.get("codemaster.sse.overflow.closed")
                                    .counter()
                                    .count()
                            > before);
            try {
                var more = slow.nextDurable();
                while (more != null) {
                    got.add(row(more));
                    last = more.id;
                    more = slow.nextDurable();
                }
            } catch (IOException cutOff) {
                assertThat(cutOff).isNotNull();
            }
        }
        publish(run.finished(1), run.completed(1));
        awaitViews();
        assertThat(got.size()).isLessThan(stored(run).size());
        try (var reader = follow(run, last)) {
            got.addAll(rest(reader));
        }
        assertThat(got).isEqualTo(stored(run));
        nobodyIsLeft(run);
    }

    @Test
    void anIdleReaderHearsAHeartbeatAndADeadOneIsForgotten() throws IOException {
        var run = runningRun();
        var reader = follow(run, 0);
        int comments = 0;
        while (comments < 4) {
            var event = reader.any();
            comments += event.comment.isEmpty() ? 0 : 1;
        }
        assertThat(streams.size()).isPositive();
        reader.reset();
        nobodyIsLeft(run);
    }

    @Test
    void aReaderWhoseRightsAreTakenAwayIsDisconnected() throws IOException {
        var run = runningRun();
        try (var reader = new SseReader(port, path(run), 0, "X-User", "mallory")) {
            assertThat(reader.nextDurable()).isNotNull();
            access.ban("mallory");
            assertThat(rest(reader)).hasSizeLessThan(10);
        }
        nobodyIsLeft(run);
    }

    @Test
    void aLiveReaderIsToldOfProgressWithoutAnId() throws IOException {
        var run = runningRun();
        publish(
                run.json("{\"type\":\"assistant\",\"message\":{\"id\":\"m1\",\"content\":[{\"type\":\"tool_use\","
                        + "\"name\":\"Write\",\"input\":{\"file_path\":\"src/A.java\"}}]}}"),
                run.json("{\"type\":\"assistant\",\"message\":{\"id\":\"m1\",\"content\":[{\"type\":\"tool_use\","
                        + "\"name\":\"Edit\",\"input\":{\"file_path\":\"src/B.java\"}}]}}"),
                run.json("{\"type\":\"assistant\",\"message\":{\"id\":\"m2\",\"content\":[{\"type\":\"tool_use\","
                        + "\"name\":\"Bash\",\"input\":{\"command\":\"mvn test\"}}]}}"));
        awaitViews();
        try (var reader = follow(run, 0)) {
            var progress = nextProgress(reader);
            assertThat(progress.id).isZero();
            assertThat(progress.data)
                    .contains("\"filesChanged\":2", "\"currentAction\":\"Bash: mvn test\"", "\"turns\":2")
                    .contains("\"costUsd\":null");
            publish(run.json("{\"type\":\"result\",\"num_turns\":9,\"total_cost_usd\":0.25}"));
            var next = nextProgress(reader);
            while (!next.data.contains("\"turns\":9")) {
                next = nextProgress(reader);
            }
            assertThat(next.data).contains("\"costUsd\":0.25");
        }
    }

    @Test
    void aStreamGoesOnAfterAnEndWhenAnotherAttemptWasAskedFor() throws IOException {
        var run = runningRun();
        publish(run.attemptFailed(1, null), run.failed(1), new GenerationRetried(run.task, 2, run.user), run.queued(2));
        awaitViews();
        try (var reader = follow(run, 0)) {
            var seen = new ArrayList<String>();
            var event = reader.durable();
            while (seen.size() < stored(run).size() - 1) {
                seen.add(event.name);
                event = reader.durable();
            }
            assertThat(seen).contains("done");
            assertThat(event.data).contains("attempt 2");
            publish(run.claimed(2), run.completed(2));
            assertThat(rest(reader).get(2)).contains("done");
        }
    }

    @Test
    void aConnectionThatBreaksHarmsNoOther() throws IOException {
        for (int round = 0; round < 12; round++) {
            var broken = runningRun();
            var reader = follow(broken, 0);
            assertThat(reader.durable().id).isEqualTo(1);
            reader.reset();
            nobodyIsLeft(broken);
            var next = finishedRun(3);
            try (var other = follow(next, 0)) {
                assertThat(rest(other)).isEqualTo(stored(next));
            }
        }
    }

    private SseReader follow(Samples run, long after) throws IOException {
        return new SseReader(port, path(run) + "?after=" + after, 0);
    }

    private static String path(Samples run) {
        return "/api/v1/codegen/" + run.task + "/stream";
    }

    private Samples runningRun() {
        var run = new Samples();
        given(run.requested(), run.queued(1), run.claimed(1), run.prepared(1), run.started(1));
        return run;
    }

    private Samples finishedRun(int lines) {
        var run = runningRun();
        publish(lines(run, lines));
        given(run.finished(1), run.completed(1));
        return run;
    }

    private static Object[] lines(Samples run, int count) {
        var lines = new Object[count];
        for (int i = 0; i < count; i++) {
            lines[i] = run.json("{\"type\":\"x\",\"n\":" + i + "}");
        }
        return lines;
    }

    private boolean isLive(Samples run) {
        return hub.isFollowed(run.task.value());
    }

    private void nobodyIsLeft(Samples run) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(isLive(run)).isFalse());
        await().atMost(Duration.ofSeconds(30)).until(() -> streams.size() == hub.size());
    }

    private static SseReader.Event nextProgress(SseReader reader) throws IOException {
        var event = reader.any();
        while (!event.name.equals("progress")) {
            event = reader.any();
        }
        return event;
    }

    private static List<String> rest(SseReader reader) throws IOException {
        var got = new ArrayList<String>();
        var event = reader.nextDurable();
        while (event != null) {
            got.add(row(event));
            event = reader.nextDurable();
        }
        return got;
    }

    private static String row(SseReader.Event event) {
        return event.id + " " + event.name + " " + event.data;
    }

    private List<String> stored(Samples run) {
        return jdbc.query(
                "SELECT seq, kind, small_data, large_data FROM codegen_feed WHERE task_id = ? ORDER BY seq",
                (row, number) -> row.getLong(1) + " " + row.getString(2) + " "
                        + new String(
                                row.getBytes(3) == null ? row.getBytes(4) : row.getBytes(3), StandardCharsets.UTF_8),
                run.task.value());
    }
}
