package io.codemaster.query.codegen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import tools.jackson.databind.json.JsonMapper;

/** An attempt whose agent calls tools and whose work tree is recorded, as the worker tells it. */
final class TestingTrees {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ArtifactStore artifacts;

    private final CodegenTaskId task;

    private final int attempt;

    private Map<String, String> files = new TreeMap<>();

    private @Nullable String treeId;

    private long lines;

    private int calls;

    final List<Object> events = new ArrayList<>();

    TestingTrees(ArtifactStore artifacts, CodegenTaskId task, int attempt) {
        this.artifacts = artifacts;
        this.task = task;
        this.attempt = attempt;
    }

    TestingTrees line(String json) {
        lines++;
        var bytes = json.getBytes(StandardCharsets.UTF_8).length;
        events.add(new OutputLineRecorded(
                TranscriptId.of(task, attempt),
                task,
                attempt,
                new OutputLine(lines, json, true, null, null, bytes, true, 0)));
        return this;
    }

    TestingTrees says(String kind, String text) {
        return line("{\"type\":\"assistant\",\"message\":{\"id\":\"m" + lines + "\",\"content\":[{\"type\":\"" + kind
                + "\",\"" + kind + "\":" + JSON.writeValueAsString(text) + "}]}}");
    }

    /** A call, and the id that it has. */
    String call(String tool, Map<String, ?> input) {
        var id = "toolu_" + attempt + "_" + ++calls;
        line("{\"type\":\"assistant\",\"message\":{\"id\":\"m" + lines + "\",\"usage\":{\"input_tokens\":10,"
                + "\"output_tokens\":2},\"content\":[{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"" + tool
                + "\",\"input\":" + JSON.writeValueAsString(input) + "}]}}");
        return id;
    }

    TestingTrees result(String id) {
        return line("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id
                + "\",\"content\":\"done\"}]}}");
    }

    TestingTrees error(String id) {
        return line("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"is_error\":true,"
                + "\"tool_use_id\":\"" + id + "\",\"content\":\"no\"}]}}");
    }

    /** The work tree is recorded with these files; the characters of a content are its bytes. */
    TestingTrees tree(Map<String, String> now) {
        return tree(now, Map.of(), List.of());
    }

    TestingTrees tree(Map<String, String> now, Map<String, String> modes, List<String> notKept) {
        var entries = new ArrayList<TreeRecord.Entry>();
        if (treeId == null) {
            now.forEach((path, content) -> entries.add(
                    new TreeRecord.Entry(path, null, null, version(path, content, modes, !notKept.contains(path)))));
        } else {
            var gone = new TreeMap<>(files);
            now.keySet().forEach(gone::remove);
            new TreeMap<>(now).forEach((path, content) -> {
                var before = files.get(path);
                if (before == null) {
                    var from = gone.entrySet().stream()
                            .filter(it -> it.getValue().equals(content))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(null);
                    if (from != null) {
                        gone.remove(from);
                    }
                    var old = from == null ? null : version(path, content, modes, true);
                    entries.add(new TreeRecord.Entry(path, from, old, version(path, content, modes, true)));
                } else if (!before.equals(content)) {
                    entries.add(new TreeRecord.Entry(
                            path, null, version(path, before, modes, true), version(path, content, modes, true)));
                }
            });
            gone.forEach((path, content) ->
                    entries.add(new TreeRecord.Entry(path, null, version(path, content, modes, true), null)));
        }
        var id = HexFormat.of().toHexDigits(lines, 8).repeat(5);
        var record = new TreeRecord(id, treeId, new DiffStat(entries.size(), 7, 3), entries);
        events.add(new WorkspaceTreeRecorded(
                TranscriptId.of(task, attempt),
                task,
                attempt,
                treeId == null ? 0 : lines,
                id,
                artifacts.keep(JSON.writeValueAsBytes(record))));
        treeId = id;
        files = new TreeMap<>(now);
        return this;
    }

    private TreeRecord.Version version(String path, String content, Map<String, String> modes, boolean kept) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        var piece = ("before" + content).getBytes(StandardCharsets.ISO_8859_1); // contents lie behind others
        return new TreeRecord.Version(
                modes.getOrDefault(path, "100644"),
                HexFormat.of().toHexDigits(content.hashCode(), 8).repeat(5),
                bytes.length,
                kept ? artifacts.keep(piece) : null,
                6);
    }
}
