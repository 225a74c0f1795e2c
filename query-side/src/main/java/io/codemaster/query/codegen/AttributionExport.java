package io.codemaster.query.codegen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.query.shared.JsonText;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes down for other tools which lines of a change the agent wrote: as Agent Trace 0.1, and as a note of git-ai. */
@Component
class AttributionExport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String TOOL = "claude-code";

    private static final int PROMPT_HASH = 16;

    private final BlameReader blame;

    AttributionExport(BlameReader blame) {
        this.blame = blame;
    }

    /** Lines that follow each other and were written by the same call. */
    private record Range(int first, int last, RunCall call, String text) {}

    private record Traced(String path, List<Range> ranges) {}

    /** The lines of every file that the run left changed; a file without lines has no part in it. */
    private List<Traced> traced(String run) {
        var traced = new ArrayList<Traced>();
        blame.ended(run).ifPresent(ended -> {
            for (var file : ended.changed()) {
                lines(ended, file.path()).ifPresent(lines -> {
                    var ranges = ranges(lines);
                    if (!ranges.isEmpty()) {
                        traced.add(new Traced(file.path(), ranges));
                    }
                });
            }
        });
        return traced;
    }

    private static Optional<LineOrigins> lines(BlameReader.Ended ended, String path) {
        try {
            return ended.lines(path);
        } catch (CommandRejected tooLargeOrNotKept) {
            return Optional.empty();
        }
    }

    private static List<Range> ranges(LineOrigins lines) {
        var text = LineOrigins.lines(lines.text());
        var origins = lines.origins();
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < origins.size(); ) {
            int from = i;
            @Nullable RunCall call = origins.get(i);
            while (i < origins.size() && Objects.equals(origins.get(i), call)) {
                i++;
            }
            if (call != null) {
                ranges.add(new Range(from + 1, i, call, String.join("\n", text.subList(from, i)) + "\n"));
            }
        }
        return ranges;
    }

    /**
     * Agent Trace 0.1.
     *
     * @param link where an event of the run is shown
     */
    String agentTrace(GenerationDetails generation, LongFunction<String> link) {
        var trace = JSON.createObjectNode();
        trace.put("version", "0.1.0");
        trace.put(
                "id",
                UUID.nameUUIDFromBytes(("agent-trace:" + generation.id()).getBytes(StandardCharsets.UTF_8))
                        .toString());
        var finished = generation.finishedAt();
        trace.put("timestamp", JsonText.time(finished == null ? generation.createdAt() : finished));
        var head = generation.headCommit();
        if (head != null) {
            trace.putObject("vcs").put("type", "git").put("revision", head);
        }
        trace.putObject("tool").put("name", TOOL);
        var files = trace.putArray("files");
        for (var traced : traced(generation.id().value())) {
            var file = files.addObject();
            file.put("path", traced.path());
            conversations(file.putArray("conversations"), traced, generation, link);
        }
        trace.putObject("metadata")
                .putObject("io.codemaster")
                .put("generation", generation.id().value())
                .put("requirement", generation.requirementKey());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(trace);
    }

    /** Each call is a conversation of its own, so that the link leads to the very event. */
    private static void conversations(
            ArrayNode conversations, Traced traced, GenerationDetails generation, LongFunction<String> link) {
        var byCall = new LinkedHashMap<RunCall, ArrayNode>();
        for (var range : traced.ranges()) {
            byCall.computeIfAbsent(range.call(), call -> {
                        var conversation = conversations.addObject();
                        conversation.put("url", link.apply(call.sequence()));
                        contributor(conversation.putObject("contributor"), generation);
                        return conversation.putArray("ranges");
                    })
                    .addObject()
                    .put("start_line", range.first())
                    .put("end_line", range.last())
                    .put("content_hash", "sha256:" + sha256(range.text()));
        }
    }

    private static void contributor(ObjectNode contributor, GenerationDetails generation) {
        contributor.put("type", "ai");
        var model = generation.model();
        if (model != null) {
            contributor.put("model_id", model.contains("/") ? model : "anthropic/" + model);
        }
    }

    /** The text of a note under {@code refs/notes/ai} for the change's commit, in the form authorship/3.0.0. */
    String gitNote(GenerationDetails generation, LongFunction<String> link) {
        var session = Optional.ofNullable(generation.agentSessionId())
                .orElse(generation.id().value());
        var hash = sha256(TOOL + ":" + session).substring(0, PROMPT_HASH);
        var note = new StringBuilder();
        int written = 0;
        for (var traced : traced(generation.id().value())) {
            note.append(quoted(traced.path()))
                    .append('\n')
                    .append("  ")
                    .append(hash)
                    .append(' ');
            note.append(joined(traced.ranges())).append('\n');
            written += traced.ranges().stream()
                    .mapToInt(it -> it.last() - it.first() + 1)
                    .sum();
        }
        var details = JSON.createObjectNode();
        details.put("schema_version", "authorship/3.0.0");
        var head = generation.headCommit();
        details.put("base_commit_sha", head == null ? "" : head);
        var stat = generation.stat();
        var prompt = details.putObject("prompts").putObject(hash);
        prompt.putObject("agent_id")
                .put("tool", "claude")
                .put("id", session)
                .put("model", Optional.ofNullable(generation.model()).orElse("unknown"));
        prompt.put("human_author", generation.requestedBy().name());
        prompt.putArray("messages");
        prompt.put("messages_url", link.apply(1));
        prompt.put("total_additions", stat == null ? written : stat.additions());
        prompt.put("total_deletions", stat == null ? 0 : stat.deletions());
        prompt.put("accepted_lines", written);
        prompt.put("overriden_lines", 0);
        return note.append("---\n")
                .append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(details))
                .append('\n')
                .toString();
    }

    private static String quoted(String path) {
        return path.chars().anyMatch(Character::isWhitespace) ? '"' + path + '"' : path;
    }

    /** Ranges that touch are one: the note tells of the session, not of each call. */
    private static String joined(List<Range> ranges) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < ranges.size(); ) {
            int first = ranges.get(i).first();
            int last = ranges.get(i).last();
            for (i++; i < ranges.size() && ranges.get(i).first() == last + 1; i++) {
                last = ranges.get(i).last();
            }
            parts.add(first == last ? String.valueOf(first) : first + "-" + last);
        }
        return String.join(",", parts);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
