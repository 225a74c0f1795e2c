package io.codemaster.app.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.app.record.EvidenceBundle.Kept;
import io.codemaster.app.store.event.RecordedEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an evidence bundle tells beside the events themselves, gathered from them in order. */
final class EvidenceStory {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int EXCERPT = 400;

    private final CodegenTaskId task;

    private final ArtifactStore artifacts;

    private final List<Row> rows = new ArrayList<>();

    private final Map<String, Kept> prompts = new TreeMap<>();

    private final TreeSet<Integer> attempts = new TreeSet<>();

    private final Map<String, Kept> changed = new TreeMap<>();

    private @Nullable ArtifactId patch;

    private int treesOf;

    EvidenceStory(CodegenTaskId task, ArtifactStore artifacts) {
        this.task = task;
        this.artifacts = artifacts;
    }

    /** An event in a line. */
    record Row(long position, String time, String type, String words) {}

    void take(RecordedEvent event, long position) {
        var type = name(event);
        JsonNode payload;
        try {
            payload = JSON.readTree(event.payload());
        } catch (JacksonException notJson) {
            payload = JSON.createObjectNode();
        }
        int attempt = payload.path("attempt").asInt(0);
        switch (type) {
            case "PromptComposed" ->
                id(payload.path("prompt")).ifPresent(it -> prompts.put("prompts/" + attempt + ".md", Kept.whole(it)));
            case "OutputLineRecorded" -> {
                if (isOfTheRun(payload, task)) {
                    attempts.add(attempt);
                }
            }
            case "ChangesCaptured" ->
                patch = id(payload.path("changes").path("patch")).orElse(patch);
            case "WorkspaceTreeRecorded" -> tree(payload, attempt);
            default -> {}
        }
        rows.add(new Row(position, event.time(), type, excerpt(type, payload)));
    }

    /** What kind of event it is, in one word. */
    static String name(RecordedEvent event) {
        return event.type().substring(event.type().lastIndexOf('.') + 1);
    }

    /** Whether a line is the agent's, and not that of the review of its work. */
    static boolean isOfTheRun(JsonNode line, CodegenTaskId task) {
        return line.path("taskId").asString("").equals(task.value());
    }

    private static Optional<ArtifactId> id(JsonNode node) {
        return node.isString() && node.stringValue().matches("[0-9a-f]{64}")
                ? Optional.of(new ArtifactId(node.stringValue()))
                : Optional.empty();
    }

    /** The last attempt's changed files, as the last of its trees has them. */
    private void tree(JsonNode payload, int attempt) {
        var record = id(payload.path("record")).flatMap(artifacts::find);
        if (record.isEmpty()) {
            return;
        }
        var tree = JSON.readTree(record.get());
        if (tree.path("previous").isNull() || attempt != treesOf) {
            changed.clear();
            treesOf = attempt;
            return;
        }
        for (var file : tree.path("files")) {
            changed.remove(file.path("oldPath").asString(""));
            var path = file.path("path").asString("");
            var after = file.path("after");
            changed.remove(path);
            var content = id(after.path("content"));
            if (content.isPresent() && isHarmless(path)) {
                changed.put(
                        path,
                        new Kept(
                                content.get(),
                                after.path("at").asLong(0),
                                after.path("bytes").asLong(0)));
            }
        }
    }

    /** A name that unpacks into the directory it is unpacked in, on any system; others are in the records of the trees. */
    static boolean isHarmless(String path) {
        if (path.isEmpty()
                || path.length() > 1_000
                || path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")) {
            return false;
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static String excerpt(String type, JsonNode payload) {
        var words = type.equals("OutputLineRecorded")
                ? payload.path("line").path("text").asString("")
                : payload.toString();
        return words.length() <= EXCERPT ? words : words.substring(0, EXCERPT) + "…";
    }

    List<Row> rows() {
        return rows;
    }

    Map<String, Kept> prompts() {
        return prompts;
    }

    Iterable<Integer> attempts() {
        return attempts;
    }

    @Nullable Kept patch() {
        return patch == null ? null : Kept.whole(patch);
    }

    Map<String, Kept> changedFiles() {
        return changed;
    }

    /** The beginning of a content as text. */
    String text(Kept kept, int most) {
        var content = artifacts.open(kept.content());
        if (content.isEmpty()) {
            return "";
        }
        try (var in = content.get()) {
            var bytes = in.readNBytes(most);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return bytes.length < most ? text : text + "\n…";
        } catch (IOException broken) {
            throw new UncheckedIOException("a kept content cannot be read", broken);
        }
    }
}
