package io.codemaster.app.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.record.EvidenceBundle.Kept;
import io.codemaster.app.store.event.RecordedEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an evidence bundle tells of one generation beside the events themselves, gathered from them in order. */
final class EvidenceStory {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> TELLING =
            Set.of("PromptComposed", "OutputLineRecorded", "ChangesCaptured", "WorkspaceTreeRecorded");

    private final ArtifactStore artifacts;

    private final Map<String, Kept> prompts = new TreeMap<>();

    private final TreeSet<Integer> attempts = new TreeSet<>();

    private final Map<String, Kept> changed = new TreeMap<>();

    private @Nullable ArtifactId patch;

    private int treesOf;

    EvidenceStory(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** Takes in an event of this generation or of its transcripts. */
    void take(RecordedEvent event) {
        var type = name(event);
        if (!TELLING.contains(type)) {
            return;
        }
        var payload = payload(event);
        int attempt = payload.path("attempt").asInt(0);
        switch (type) {
            case "PromptComposed" ->
                id(payload.path("prompt")).ifPresent(it -> prompts.put("prompts/" + attempt + ".md", Kept.whole(it)));
            case "OutputLineRecorded" -> attempts.add(attempt);
            case "ChangesCaptured" ->
                patch = id(payload.path("changes").path("patch")).orElse(patch);
            case "WorkspaceTreeRecorded" -> tree(payload, attempt);
            default -> {}
        }
    }

    /** What kind of event it is, in one word. */
    static String name(RecordedEvent event) {
        return event.type().substring(event.type().lastIndexOf('.') + 1);
    }

    /** What an event says, empty where it is not JSON. */
    static JsonNode payload(RecordedEvent event) {
        try {
            return JSON.readTree(event.payload());
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    static Optional<ArtifactId> id(JsonNode node) {
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
}
