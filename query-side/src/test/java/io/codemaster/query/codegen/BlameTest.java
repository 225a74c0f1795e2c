package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who wrote which line. A test names the calls by letters: {@code .} is a line older than the run. */
class BlameTest extends QuerySideTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Samples run = new Samples();

    private final Map<String, String> letters = new HashMap<>();

    private final TreeMap<String, String> files = new TreeMap<>();

    private TestingTrees agent;

    @BeforeEach
    void anAttempt() {
        agent = new TestingTrees(artifacts, run.task, 1);
    }

    private void found(String... pathsAndContents) {
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            files.put(pathsAndContents[i], pathsAndContents[i + 1]);
        }
        given(run.requested(), run.queued(1), run.claimed(1));
        given(new TranscriptOpened(TranscriptId.of(run.task, 1), run.task, 1));
        agent.tree(files);
        agent.line("{\"type\":\"system\",\"subtype\":\"init\",\"cwd\":\"/work\"}");
    }

    private String call(String letter, String tool, Map<String, ?> input) {
        var id = agent.call(tool, input);
        letters.put(id, letter);
        return id;
    }

    private String edit(String letter, String path, String old, String fresh) {
        return call(letter, "Edit", Map.of("file_path", "/work/" + path, "old_string", old, "new_string", fresh));
    }

    private String write(String letter, String path, String content) {
        return call(letter, "Write", Map.of("file_path", "/work/" + path, "content", content));
    }

    private String bash(String letter, String command) {
        return call(letter, "Bash", Map.of("command", command));
    }

    private void done(String id, String path, String content) {
        agent.result(id);
        files.put(path, content);
        agent.tree(files);
    }

    @Test
    void editsWritesAndCommandsOneAfterAnother() {
        found("a", "one\ntwo\nthree\n");
        done(edit("e", "a", "two", "two\n2.5"), "a", "one\ntwo\n2.5\nthree\n");
        done(bash("b", "echo four >> a"), "a", "one\ntwo\n2.5\nthree\nfour\n");
        done(write("w", "a", "zero\none\n2.5\nthree\nfour\n"), "a", "zero\none\n2.5\nthree\nfour\n");
        done(edit("f", "a", "2.5", "2.6"), "a", "zero\none\n2.6\nthree\nfour\n");

        assertThat(blame("a")).isEqualTo("w.f.b");
    }

    @Test
    void callsSideBySideAreToldApartByWhatTheyWrite() {
        found("a", "one\ntwo\nthree\n", "b", "x\n");
        var first = edit("e", "a", "one", "one\nuno");
        var second = edit("f", "a", "three", "three\ntre");
        var other = write("w", "b", "x\ny\n");
        agent.result(second).result(first);
        files.put("b", "x\ny\n");
        done(other, "a", "one\nuno\ntwo\nthree\ntre\n");

        assertThat(blame("a")).isEqualTo(".e..f");
        assertThat(blame("b")).isEqualTo(".w");
    }

    @Test
    void anEditBesideACommandThatCannotBeRepeatedKeepsItsLines() {
        found("a", "one\ntwo\nthree\n");
        var first = edit("e", "a", "one", "one\nuno");
        var second = bash("b", "sed -i s/three/3/ a");
        agent.result(first);
        done(second, "a", "one\nuno\ntwo\n3\n");

        assertThat(blame("a")).isEqualTo(".e.b");
    }

    @Test
    void aCallThatFailedHasWrittenNothing() {
        found("a", "one\n");
        var good = bash("b", "echo two >> a");
        var bad = edit("e", "a", "one", "one\ntwo");
        agent.error(bad);
        done(good, "a", "one\ntwo\n");

        assertThat(blame("a")).isEqualTo(".b");
    }

    @Test
    void whatATreeHoldsTooEarlyBelongsToTheCallThatWroteIt() {
        found("a", "one\n");
        var first = edit("e", "a", "one", "one\ntwo");
        agent.result(first);
        files.put("a", "one\ntwo\nthree\n");
        agent.tree(files);
        agent.result(edit("f", "a", "two", "two\nthree"));

        assertThat(blame("a")).isEqualTo(".ef");
    }

    @Test
    void aFileIsFollowedThroughRenamesAndThroughBeingAway() {
        found("a", "one\ntwo\nthree\n");
        done(edit("e", "a", "two", "2"), "a", "one\n2\nthree\n");
        var move = bash("m", "mv a b");
        files.remove("a");
        var content = "one\n2\nthree\n";
        done(move, "b", content);
        var away = bash("r", "mv b /tmp/b");
        files.remove("b");
        agent.result(away);
        agent.tree(files);
        done(bash("s", "mv /tmp/b c"), "c", content);
        done(edit("f", "c", "three", "3"), "c", "one\n2\n3\n");

        assertThat(blame("c")).isEqualTo(".ef");
    }

    @Test
    void aFileThatIsMadeAnewIsNotTheOneBefore() {
        found("a", "one\ntwo\n");
        var gone = bash("r", "rm a");
        files.remove("a");
        agent.result(gone);
        agent.tree(files);
        done(write("w", "a", "one\n"), "a", "one\n");

        assertThat(blame("a")).isEqualTo("w");
    }

    @Test
    void lineEndsBytesAndEmptyFilesAreTakenAsTheyAre() {
        found("crlf", "one\r\ntwo\r\n", "raw", "\u00e9\n\u00ff\n", "empty", "", "noend", "one");
        done(edit("e", "crlf", "two\n", "two\nthree\n"), "crlf", "one\r\ntwo\r\nthree\r\n");
        done(bash("b", "printf '\\377x\\n' >> raw"), "raw", "\u00e9\n\u00ff\n\u00ffx\n");
        done(edit("n", "noend", "one", "one\ntwo"), "noend", "one\ntwo");

        assertThat(blame("crlf")).isEqualTo("..e");
        assertThat(blame("raw")).isEqualTo("..b");
        assertThat(blame("empty")).isEmpty();
        assertThat(blame("noend")).isEqualTo(".n");
    }

    @Test
    void aBinaryFileHasNoLines() {
        found("a", "one\n");
        done(bash("b", "make bin"), "bin", "\0\1\n");

        var answer = json("bin");
        assertThat(answer.path("binary").asBoolean()).isTrue();
        assertThat(answer.path("items").size()).isZero();
    }

    @Test
    void bracesAndBlankLinesAroundAnEditStayWhoseTheyWere() {
        found("a", "f {\n}\n\ng {\n}\n");
        done(edit("e", "a", "f {\n}\n", "f {\n}\n\nh {\n}\n"), "a", "f {\n}\n\nh {\n}\n\ng {\n}\n");

        assertThat(blame("a")).isEqualTo("..eee...");
    }

    @Test
    void whatLedToACallIsTold() {
        found("a", "one\n");
        var todo = agent.call(
                "TodoWrite", Map.of("todos", List.of(Map.of("content", "Add two", "status", "in_progress"))));
        agent.result(todo);
        agent.says("thinking", "It lacks a second line.");
        agent.says("text", "I add <b>two</b>.");
        done(edit("e", "a", "one", "one\ntwo"), "a", "one\ntwo\n");

        assertThat(blame("a")).isEqualTo(".e");
        var call = json("a").path("calls").get(0);
        assertThat(call.path("action").asString()).isEqualTo("Edit: a");
        assertThat(call.path("todo").asString()).isEqualTo("Add two");
        assertThat(call.path("thought").path("excerpt").asString()).isEqualTo("It lacks a second line.");
        assertThat(call.path("text").path("excerpt").asString()).isEqualTo("I add <b>two</b>.");
        assertThat(call.path("resultSequence").asLong())
                .isEqualTo(call.path("sequence").asLong() + 1);
        assertThat(json("a").path("requirement").path("key").asString()).isEqualTo("PAY-12");
    }

    @Test
    void aRunWithoutKeptFilesSaysSo() {
        given(run.requested(), run.queued(1), run.claimed(1));

        var answer = json("a");
        assertThat(answer.path("available").asBoolean()).isFalse();
        assertThat(answer.path("items").size()).isZero();
    }

    @Test
    void theExportsTellOfEveryLineThatTheAgentWrote() {
        found("a b", "one\n", "same", "x\n");
        done(edit("e", "a b", "one", "one\ntwo\nthree"), "a b", "one\ntwo\nthree\n");
        done(write("w", "new", "n\n"), "new", "n\n");
        done(edit("f", "a b", "three", "3"), "a b", "one\ntwo\n3\n");
        told();

        var trace = JSON.readTree(get(path("/blame/agent-trace")).body());
        assertThat(trace.path("version").asString()).isEqualTo("0.1.0");
        var file = trace.path("files").get(0);
        assertThat(file.path("path").asString()).isEqualTo("a b");
        assertThat(file.path("conversations").size()).isEqualTo(2);
        var conversation = file.path("conversations").get(0);
        assertThat(conversation.path("url").asString())
                .startsWith("https://codemaster.example.com/product/codegen/" + run.task.value() + "?event=");
        assertThat(conversation.path("contributor").path("type").asString()).isEqualTo("ai");
        var range = conversation.path("ranges").get(0);
        assertThat(range.path("start_line").asInt()).isEqualTo(2);
        assertThat(range.path("end_line").asInt()).isEqualTo(2);
        assertThat(range.path("content_hash").asString())
                .isEqualTo("sha256:27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a");

        var note = text(get(path("/blame/git-notes")));
        var hash = note.lines().skip(1).findFirst().orElseThrow().strip().split(" ", -1)[0];
        assertThat(note).startsWith("\"a b\"\n  " + hash + " 2-3\nnew\n  " + hash + " 1\n---\n{");
        var details = JSON.readTree(note.substring(note.indexOf("---\n") + 4));
        assertThat(details.path("schema_version").asString()).isEqualTo("authorship/3.0.0");
        assertThat(details.path("prompts").path(hash).path("accepted_lines").asInt())
                .isEqualTo(3);
    }

    private void told() {
        given(new ArrayList<>(agent.events).toArray());
        agent.events.clear();
    }

    private String blame(String file) {
        var letters = new StringBuilder();
        for (var line : json(file).path("items")) {
            var id = line.path("toolUseId");
            letters.append(id.isNull() ? "." : this.letters.get(id.asString()));
        }
        return letters.toString();
    }

    private JsonNode json(String file) {
        told();
        var answer = get(path("/blame?path=" + URLEncoder.encode(file, StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String path(String rest) {
        return "/api/v1/codegen/" + run.task.value() + rest;
    }
}
