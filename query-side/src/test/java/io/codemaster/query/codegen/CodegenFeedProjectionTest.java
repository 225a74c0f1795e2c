package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.FeedEntry;
import io.codemaster.api.codegen.FindFeed;
import io.codemaster.api.codegen.FindFeedEntry;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;
import tools.jackson.databind.json.JsonMapper;

class CodegenFeedProjectionTest extends QuerySideTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Samples run = new Samples();

    @Test
    void aWholeRunIsNumberedWithoutAGapAndToldInWords() {
        var nothing = artifacts.keep(new byte[0]);
        given(
                run.requested(),
                run.queued(1),
                run.claimed(1),
                run.prepared(1),
                run.prompted(1, nothing),
                run.started(1),
                run.json("{\"type\":\"system\"}"),
                new WorkspaceTreeRecorded(TranscriptId.of(run.task, 1), run.task, 1, 1, "t".repeat(40), null),
                run.finished(1),
                run.captured(1, nothing, nothing),
                run.pushed(1),
                run.completed(1));

        assertThat(feed(0, 1000).stream().map(it -> it.sequence() + " " + (it.event() + " " + words(it)).strip()))
                .containsExactly(
                        "1 status PENDING QUEUE Waiting for a worker",
                        "2 status CLONING CLONE Cloning acme/app",
                        "3 status RUNNING ANALYSE Prepared branch feature/req-PAY-12 at aaaaaaaa",
                        "4 status RUNNING ANALYSE Composed the prompt",
                        "5 status RUNNING GENERATE The agent works",
                        "6 output",
                        "7 status RUNNING CHECK The agent has ended",
                        "8 status RUNNING CHECK Captured 2 changed files, +30 −4 lines",
                        "9 status RUNNING CHECK Pushed branch feature/req-PAY-12",
                        "10 status COMPLETED DONE Completed on branch feature/req-PAY-12",
                        "11 done COMPLETED");
        assertThat(feed(10, 1).get(0).data())
                .isEqualTo("{\"status\":\"COMPLETED\",\"stat\":{\"files\":2,\"additions\":30,\"deletions\":4},"
                        + "\"usage\":{\"inputTokens\":10,\"outputTokens\":20,\"cacheReadTokens\":30,"
                        + "\"cacheCreationTokens\":40,\"turns\":5,\"costUsd\":0.0123,\"durationMs\":6000}}");
        assertThat(feed(0, 1).get(0).data())
                .matches(".*\"attempt\":1,\"at\":\"2026-11-22T10:\\d\\d:\\d\\d\\.\\d{3}Z\"}");
    }

    @Test
    void aFailedAttemptIsOneErrorHoweverManyEventsTellIt() {
        given(
                run.requested(),
                run.queued(1),
                run.attemptFailed(1, START),
                run.queued(2),
                run.attemptFailed(2, null),
                run.failed(2),
                new GenerationRetried(run.task, 3, run.user),
                run.queued(3),
                run.failed(3),
                new GenerationRetried(run.task, 4, run.user),
                run.queued(4),
                new GenerationCancelRequested(run.task, 4, run.user),
                new GenerationCancelled(run.task, 4, GenerationStep.QUEUE, run.user, Samples.USAGE));

        assertThat(feed(0, 1000).stream().map(it -> (it.event() + " " + words(it)).strip()))
                .containsExactly(
                        "status PENDING QUEUE Waiting for a worker",
                        "error agent.model-overloaded GENERATE The model is overloaded. Try later.",
                        "status PENDING QUEUE Trying again at 2026-11-22T10:00:00.123Z",
                        "status PENDING QUEUE Waiting for a worker, attempt 2",
                        "error agent.model-overloaded GENERATE The model is overloaded. Try later.",
                        "status FAILED GENERATE Failed",
                        "done FAILED",
                        "status PENDING QUEUE Waiting for a worker, attempt 3",
                        "error agent.model-overloaded GENERATE The model is overloaded. Try later.",
                        "status FAILED GENERATE Failed",
                        "done FAILED",
                        "status PENDING QUEUE Waiting for a worker, attempt 4",
                        "status CANCELLED QUEUE Cancelled",
                        "done CANCELLED");
    }

    @Test
    void aLineIsKeptAsItWasPrinted() {
        var odd = "{ \"a\":1, \"a\":2 ,\"n\":1.0e5,\"s\":\"\\u0000\\ud83d \\/ 你好 😀\\ud83d\\ude00\"}\r";
        given(run.requested(), run.queued(1), run.json(odd));

        var data = feed(1, 1).get(0).data();
        assertThat(data).endsWith(",\"raw\":null,\"line\":" + odd + "}");
        assertThat(JSON.readTree(data).path("bytes").asLong()).isEqualTo(odd.getBytes(StandardCharsets.UTF_8).length);
        assertThat(JSON.readTree(data).path("sequence").asLong()).isEqualTo(2);
        assertThat(JSON.readTree(data).path("truncated").asBoolean(true)).isFalse();
        var frame = new String(FeedFrame.of(row(2)).bytes(), StandardCharsets.UTF_8);
        assertThat(frame.lines()).allMatch(it -> it.isEmpty() || it.matches("(id|event|data): .*"));
        assertThat(frame).doesNotContain("\r").endsWith("\n\n");
    }

    @Test
    void aLineThatIsNotJsonIsAString() {
        given(
                run.requested(),
                run.queued(1),
                run.line(1, "plain \"text\" \\ \u001b[31m\ttab", false, null, null, 20, true),
                run.line(1, "bad � byte", false, base64(new byte[] {'b', (byte) 0xff}), null, 2, true));

        var text = JSON.readTree(feed(1, 1).get(0).data());
        assertThat(text.path("line").isNull()).isTrue();
        assertThat(text.path("raw").asString()).isEqualTo("plain \"text\" \\ \u001b[31m\ttab");
        var bytes = JSON.readTree(feed(2, 1).get(0).data());
        assertThat(bytes.path("raw").asString()).isEqualTo("bad � byte");
        assertThat(bytes.path("base64").asString()).isEqualTo("Yv8=");
    }

    @Test
    void aLongLineIsAPreviewUntilItIsAskedForAlone() {
        var whole = "{\"big\":\"" + "x".repeat(400_000) + "\"}";
        var text = "text " + "y".repeat(300_000);
        given(
                run.requested(),
                run.queued(1),
                run.line(
                        1,
                        "{\"big\":\"xxx…\"}",
                        true,
                        null,
                        artifacts.keep(whole.getBytes(StandardCharsets.UTF_8)),
                        400_010,
                        true),
                run.line(
                        1,
                        "text yyy",
                        false,
                        null,
                        artifacts.keep(text.getBytes(StandardCharsets.UTF_8)),
                        300_005,
                        true));

        assertThat(feed(1, 1).get(0).data()).contains("\"truncated\":true", "\"line\":{\"big\":\"xxx…\"}}");
        var found = one(new FindFeedEntry(run.task, 2), FeedEntry.class).orElseThrow();
        assertThat(found.data()).endsWith("\"truncated\":false,\"bytes\":400010,\"raw\":null,\"line\":" + whole + "}");
        var http =
                JSON.readTree(get("/api/v1/codegen/" + run.task + "/events/2").body());
        assertThat(http.path("sequence").asLong()).isEqualTo(2);
        assertThat(http.path("data").path("line").path("big").asString()).hasSize(400_000);
        var other =
                JSON.readTree(get("/api/v1/codegen/" + run.task + "/events/3").body());
        assertThat(other.path("data").path("raw").asString()).isEqualTo(text);
        assertThat(get("/api/v1/codegen/" + run.task + "/events/99").statusCode())
                .isEqualTo(404);
    }

    @Test
    void manyBatchesAndAReplayGiveTheSameRows() {
        given(run.requested(), run.queued(1));
        var other = new Samples();
        given(other.requested(), other.queued(1));
        for (int i = 0; i < 40; i++) {
            var lines = new ArrayList<>();
            for (int j = 0; j < 37; j++) {
                lines.add((j % 3 == 0 ? other : run).json("{\"n\":" + i + "}"));
            }
            publish(lines.toArray());
        }
        given(run.finished(1), run.completed(1));
        var rows = rows();
        assertThat(sequences())
                .isEqualTo(LongStream.rangeClosed(1, 1 + 40 * 24 + 3).boxed().toList());

        replay();

        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void eventsComeInPagesThatCanBeWalkedToTheEnd() {
        given(run.requested(), run.queued(1));
        for (int i = 0; i < 1250; i++) {
            publish(run.json("{\"n\":" + i + "}"));
        }
        awaitViews();
        var path = "/api/v1/codegen/" + run.task + "/events";
        var seen = new ArrayList<Long>();
        var next = "0";
        while (next != null) {
            var page = JSON.readTree(get(path + "?limit=1000&after=" + next).body());
            page.path("items").forEach(it -> {
                seen.add(it.path("sequence").asLong());
                assertThat(it.path("data").isObject()).isTrue();
                assertThat(it.path("at").asString()).hasSize(24);
            });
            next = page.path("nextCursor").isNull()
                    ? null
                    : page.path("nextCursor").asString();
        }
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 1251).boxed().toList());
        assertThat(JSON.readTree(get(path).body()).path("items").size()).isEqualTo(50);
        assertThat(get(path + "?limit=1001").statusCode()).isEqualTo(400);
        assertThat(get(path + "?after=x").statusCode()).isEqualTo(400);
        assertThat(text(get(path + "?after=5000"))).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        assertThat(get("/api/v1/codegen/unknown/events").statusCode()).isEqualTo(404);
    }

    @Test
    void theRawOutputIsByteForByteWhatWasPrinted() {
        var big = ("{\"big\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        given(
                run.requested(),
                run.queued(1),
                run.json("{\"type\":\"system\" , \"odd\":\"\\ud800\" }"),
                run.line(1, "plain \"text\" 你好 😀 \\ \u0001", false, null, null, 1, true),
                run.line(1, "?", false, base64(new byte[] {0, (byte) 0xfe, 'x'}), null, 3, true),
                run.line(1, "{\"big\":\"…\"}", true, null, artifacts.keep(big), big.length, true),
                run.line(1, "", false, null, null, 0, true),
                run.line(1, "no newline", false, null, null, 10, false),
                run.attemptFailed(1, START),
                run.queued(2),
                run.json(2, "{\"second\":true}"));

        var first = get("/api/v1/codegen/" + run.task + "/raw?attempt=1");
        assertThat(first.headers().firstValue("content-type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("application/x-ndjson"));
        assertThat(first.headers().firstValue("content-disposition"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("attachment"));
        var expected = new ByteArrayOutputStream();
        expected.writeBytes("{\"type\":\"system\" , \"odd\":\"\\ud800\" }\nplain \"text\" 你好 😀 \\ \u0001\n"
                .getBytes(StandardCharsets.UTF_8));
        expected.writeBytes(new byte[] {0, (byte) 0xfe, 'x', '\n'});
        expected.writeBytes(big);
        expected.writeBytes("\n\nno newline".getBytes(StandardCharsets.UTF_8));
        assertThat(first.body()).isEqualTo(expected.toByteArray());
        assertThat(text(get("/api/v1/codegen/" + run.task + "/raw"))).isEqualTo("{\"second\":true}\n");
    }

    @Test
    void theRepositoryIsCalledByTheEndOfItsUrl() {
        assertThat(FeedNumbering.repositoryName("https://git.example.com/group/sub/app.git"))
                .isEqualTo("sub/app");
        assertThat(FeedNumbering.repositoryName("git@example.com:acme/app.git")).isEqualTo("acme/app");
        assertThat(FeedNumbering.repositoryName("file:///srv/demo.git/")).isEqualTo("srv/demo");
        assertThat(FeedNumbering.repositoryName("https://h/app")).isEqualTo("app");
    }

    private List<FeedEntry> feed(long after, int limit) {
        return queries.query(new FindFeed(run.task, after, limit), ResponseTypes.multipleInstancesOf(FeedEntry.class))
                .join();
    }

    private List<String> rows() {
        return jdbc.query(
                "SELECT task_id, seq, kind, recorded_at, attempt, text_form, text_at, small_data FROM codegen_feed"
                        + " ORDER BY task_id, seq",
                (row, number) -> row.getString(1)
                        + row.getLong(2)
                        + row.getString(3)
                        + row.getLong(4)
                        + row.getInt(5)
                        + row.getString(6)
                        + row.getInt(7)
                        + (row.getBytes(8) == null ? "" : new String(row.getBytes(8), StandardCharsets.UTF_8)));
    }

    private List<Long> sequences() {
        return jdbc.queryForList(
                "SELECT seq FROM codegen_feed WHERE task_id = ? ORDER BY seq", Long.class, run.task.value());
    }

    private FeedRow row(long sequence) {
        return new FeedTable(jdbc).find(run.task.value(), sequence).orElseThrow();
    }

    private static String words(FeedEntry entry) {
        var data = JSON.readTree(entry.data());
        var words = new ArrayList<String>();
        for (var name : List.of("status", "step", "code", "phase", "message")) {
            if (data.path(name).isString()) {
                words.add(data.path(name).asString());
            }
        }
        return String.join(" ", words);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
