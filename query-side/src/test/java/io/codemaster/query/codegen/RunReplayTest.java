package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunReplayTest extends QuerySideTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Samples run = new Samples();

    private TestingTrees first;

    @BeforeEach
    void anAttempt() {
        first = new TestingTrees(artifacts, run.task, 1);
    }

    /** Five events come before the first line of an attempt. */
    private void begun(int attempt) {
        var nothing = artifacts.keep(new byte[0]);
        given(
                run.queued(attempt),
                run.claimed(attempt),
                run.prepared(attempt),
                run.prompted(attempt, nothing),
                run.started(attempt),
                new TranscriptOpened(TranscriptId.of(run.task, attempt), run.task, attempt));
    }

    private void told(TestingTrees attempt) {
        given(attempt.events.toArray());
        attempt.events.clear();
    }

    @Test
    void theFilesAreThoseOfTheTreeRecordedLastUpToTheEvent() {
        given(run.requested());
        begun(1);
        first.tree(
                Map.of("README.md", "old\n", "src/A.java", "class A {}\n", "gone.txt", "bye\n", "moved.txt", "same\n"));
        var edit = first.call("Edit", Map.of("file_path", "README.md", "old_string", "old", "new_string", "new"));
        first.result(edit);
        first.tree(
                Map.of("README.md", "new\n", "src/A.java", "class A {}\n", "gone.txt", "bye\n", "moved.txt", "same\n"));
        var bash = first.call("Bash", Map.of("command", "rm gone.txt; mv moved.txt there.txt"));
        first.result(bash);
        first.tree(Map.of("README.md", "new\n", "src/A.java", "class A {}\n", "there.txt", "same\n"));
        told(first);

        assertThat(listed(4, "")).isEqualTo("false:");
        assertThat(listed(5, "")).isEqualTo("true: README.md gone.txt moved.txt src/A.java");
        assertThat(listed(7, "")).isEqualTo("true: README.md/MODIFIED gone.txt moved.txt src/A.java");
        assertThat(listed(9, "")).isEqualTo("true: README.md/MODIFIED src/A.java there.txt/RENAMED");
        assertThat(listed(9, "&changed=true")).isEqualTo("true: README.md/MODIFIED gone.txt/DELETED there.txt/RENAMED");
        assertThat(json("/files").path("items").get(0).path("sequence").asLong())
                .isEqualTo(7);
        assertThat(file("README.md", "?at=6")).isEqualTo("old\n");
        assertThat(file("README.md", "?at=7")).isEqualTo("new\n");
        assertThat(file("src/A.java", "")).isEqualTo("class A {}\n");
        assertThat(file("gone.txt", "?at=8")).isEqualTo("bye\n");
        assertThat(get(path("/files/gone.txt")).statusCode()).isNotEqualTo(200);
    }

    @Test
    void aListOfFilesComesInPages() {
        given(run.requested());
        begun(1);
        first.tree(Map.of("a", "1", "b", "2", "c", "3"));
        told(first);

        var page = json("/files?limit=2");
        assertThat(page.path("items").size()).isEqualTo(2);
        var rest = json("/files?limit=2&cursor=" + page.path("nextCursor").asString());
        assertThat(rest.path("items").get(0).path("path").asString()).isEqualTo("c");
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(get(path("/files?limit=0")).statusCode()).isEqualTo(400);
        assertThat(get(path("/files?cursor=!!")).statusCode()).isEqualTo(400);
    }

    @Test
    void anyNameAndAnyBytesComeBackAsTheyWere() {
        var bytes = "\0\u00ff\u00fe bin\r\n";
        var odd = "dir with space/ü%?#;&\\\n\"x";
        given(run.requested());
        begun(1);
        first.tree(
                Map.of("bin", bytes, odd, "odd", "empty", "", "link", "../../etc/passwd", "sub", "", "-", "dash"),
                Map.of("link", "120000", "sub", "160000"),
                List.of("sub"));
        told(first);

        assertThat(get(path("/files/bin")).body()).isEqualTo(bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file("-", "?path=" + URLEncoder.encode(odd, StandardCharsets.UTF_8)))
                .isEqualTo("odd");
        assertThat(file("-", "")).isEqualTo("dash");
        assertThat(get(path("/files/empty")).body()).isEmpty();
        var link = get(path("/files/link"));
        assertThat(text(link)).isEqualTo("../../etc/passwd");
        assertThat(link.headers().firstValue("X-File-Kind")).contains("LINK");
        assertThat(link.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        for (var hostile : List.of("..%2F..%2Fetc%2Fpasswd", "link/x", "sub", "/etc/passwd", ".git/config")) {
            assertThat(get(path("/files/-?path=" + hostile)).statusCode())
                    .as(hostile)
                    .isNotEqualTo(200);
        }
    }

    @Test
    void aFileThatWasTooLargeToBeKeptIsThereOnceTheAgentHasChangedIt() {
        given(run.requested());
        begun(1);
        first.tree(Map.of("large", "before\n"), Map.of(), List.of("large"));
        first.result(first.call("Bash", Map.of("command", "make large")));
        first.tree(Map.of("large", "after\n"));
        told(first);

        assertThat(json("/files?at=5").path("items").get(0).path("kept").asBoolean())
                .isFalse();
        assertThat(file("large", "?at=5")).isEqualTo("before\n");
        assertThat(file("large", "")).isEqualTo("after\n");
    }

    @Test
    void aMomentIsWhatTheEventsBeforeItAmountTo() {
        given(run.requested());
        begun(1);
        first.tree(Map.of("a", "1\n"));
        first.line("{\"type\":\"system\",\"subtype\":\"init\",\"cwd\":\"/w\",\"session_id\":\"s\",\"model\":\"opus\"}");
        var todo =
                first.call("TodoWrite", Map.of("todos", List.of(Map.of("content", "Do it", "status", "in_progress"))));
        first.result(todo);
        var open = first.call("Bash", Map.of("command", "sleep 1", "description", "Wait"));
        first.result(open);
        first.tree(Map.of("a", "2\n"));
        first.line(
                "{\"type\":\"result\",\"num_turns\":3,\"total_cost_usd\":0.5,\"duration_ms\":9,\"usage\":{\"input_tokens\":20,"
                        + "\"output_tokens\":4}}");
        told(first);
        var nothing = artifacts.keep(new byte[0]);
        given(run.finished(1), run.captured(1, nothing, nothing), run.pushed(1), run.completed(1));

        var before = json("/state?at=0");
        assertThat(before.path("status").asString()).isEqualTo("PENDING");
        assertThat(before.path("at").isNull()).isTrue();
        var waiting = json("/state?at=9");
        assertThat(waiting.path("status").asString() + " "
                        + waiting.path("step").asString())
                .isEqualTo("RUNNING GENERATE");
        assertThat(waiting.path("todos").get(0).path("content").asString()).isEqualTo("Do it");
        assertThat(waiting.path("currentAction").asString()).isEqualTo("Bash: Wait");
        assertThat(waiting.path("toolUseId").asString()).isEqualTo("toolu_1_2");
        assertThat(waiting.path("usage").path("inputTokens").asLong()).isEqualTo(20);
        assertThat(waiting.path("usage").path("turns").asLong()).isEqualTo(2);
        assertThat(waiting.path("treeSequence").asLong()).isEqualTo(5);
        var done = json("/state?at=10");
        assertThat(done.path("toolUseId").isNull()).isTrue();
        assertThat(done.path("treeSequence").asLong()).isEqualTo(10);
        assertThat(done.path("stat").path("additions").asInt()).isEqualTo(7);
        assertThat(json("/state?at=11").path("usage").path("costUsd").asDouble())
                .isEqualTo(0.5);
        var end = json("/state");
        assertThat(end.path("finished").asBoolean()).isTrue();
        assertThat(end.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(end.path("usage").path("costUsd").asDouble()).isEqualTo(0.0123);
        assertThat(end.path("sequence").asLong())
                .isEqualTo(end.path("lastSequence").asLong())
                .isEqualTo(16);
        for (var wrong : List.of("17", "-1", "x", "99999999999999999999")) {
            assertThat(get(path("/state?at=" + wrong)).statusCode()).as(wrong).isNotEqualTo(200);
        }
    }

    @Test
    void anyMomentOfALongRunIsTheSameAsWhenEveryEventIsTakenIn() {
        given(run.requested());
        begun(1);
        IntStream.range(0, 500).forEach(i -> {
            var id = first.call("Bash", Map.of("command", "echo " + i));
            first.result(id);
        });
        told(first);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM run_moment WHERE run_id = ?", Integer.class, run.task.value()))
                .isEqualTo(5);

        var whole = new RunMoment();
        var table = new FeedTable(jdbc);
        long last = 0;
        var rows = new ArrayList<FeedRow>();
        for (var page = table.after(run.task.value(), 0, 500, 1 << 24);
                !page.isEmpty();
                page = table.after(run.task.value(), last, 500, 1 << 24)) {
            rows.addAll(page);
            last = page.get(page.size() - 1).sequence();
        }
        for (var row : rows) {
            whole.apply(row, new ArrayList<>());
            if (Arrays.asList(3L, 199L, 200L, 201L, 733L, 1000L, 1005L).contains(row.sequence())) {
                var expected = JSON.readTree(JSON.writeValueAsBytes(whole.details(last, null)));
                assertThat(json("/state?at=" + row.sequence()))
                        .as("at " + row.sequence())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anotherAttemptBeginsWithFilesOfItsOwnAndGoesOnCounting() {
        given(run.requested());
        begun(1);
        first.tree(Map.of("a", "1\n"));
        first.result(first.call("Bash", Map.of("command", "echo 2 > a")));
        first.tree(Map.of("a", "2\n"));
        told(first);
        given(run.attemptFailed(1, START));
        begun(2);
        var second = new TestingTrees(artifacts, run.task, 2);
        second.tree(Map.of("a", "1\n"));
        var id = second.call("Write", Map.of("file_path", "a", "content", "1\nthree\n"));
        second.result(id);
        second.tree(Map.of("a", "1\nthree\n"));
        told(second);

        assertThat(file("a", "?at=7")).isEqualTo("2\n");
        assertThat(file("a", "?at=14")).isEqualTo("1\n");
        assertThat(file("a", "")).isEqualTo("1\nthree\n");
        var blame = json("/blame?path=a").path("items");
        assertThat(blame.get(0).path("sequence").isNull()).isTrue();
        assertThat(blame.get(1).path("toolUseId").asString()).isEqualTo(id);
        assertThat(blame.get(1).path("sequence").asLong()).isEqualTo(15);
    }

    @Test
    void theTablesAreTheSameAfterARebuild() {
        given(run.requested());
        begun(1);
        first.tree(Map.of("a", "1\n"));
        first.result(first.call("Bash", Map.of("command", "echo 2 > a")));
        first.tree(Map.of("a", "2\n"));
        told(first);
        var before = List.of(json("/state"), json("/files"), json("/blame?path=a"));

        replay();

        assertThat(List.of(json("/state"), json("/files"), json("/blame?path=a")))
                .isEqualTo(before);
    }

    private String listed(long at, String more) {
        var listing = json("/files?at=" + at + more);
        var text = new StringBuilder(listing.path("available").asBoolean() + ":");
        for (var item : listing.path("items")) {
            text.append(' ').append(item.path("path").asString());
            if (!item.path("change").isNull()) {
                text.append('/').append(item.path("change").asString());
            }
        }
        return text.toString();
    }

    private String path(String rest) {
        return "/api/v1/codegen/" + run.task.value() + rest;
    }

    private JsonNode json(String rest) {
        var answer = get(path(rest));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String file(String name, String query) {
        var answer = get(path("/files/" + name + query));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }
}
