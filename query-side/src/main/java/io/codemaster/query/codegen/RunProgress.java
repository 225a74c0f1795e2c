package io.codemaster.query.codegen;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.codemaster.query.shared.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run is doing right now, made from the events of its stream. Never stored; not safe for several threads. */
final class RunProgress {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> WRITING_TOOLS = Set.of("Write", "Edit", "MultiEdit", "NotebookEdit");

    private static final int MOST_FILES = 10_000;

    private static final int MOST_MESSAGES = 10_000;

    private volatile long applied;

    private int attempt;

    private long startedAt;

    private boolean underWay;

    private final Set<String> files = new HashSet<>();

    private final Set<String> messages = new HashSet<>();

    private int turns;

    private String action = "";

    private final Map<Integer, BigDecimal> costs = new HashMap<>();

    /** Takes in what the table has more; says whether anything is different now. */
    boolean advance(FeedTable table, String task, FeedProperties properties) {
        var before = state();
        int rows;
        do {
            var page = table.after(task, applied, properties.pageRows(), (int)
                    properties.pageBytes().toBytes());
            page.forEach(this::apply);
            rows = page.size();
        } while (rows > 0);
        return !before.equals(state());
    }

    /** Whether everything up to this event is taken in. */
    boolean knows(long sequence) {
        return applied >= sequence;
    }

    boolean isUnderWay() {
        return underWay;
    }

    byte[] frame(long now) {
        var json = new StringBuilder(200).append("{\"filesChanged\":").append(files.size());
        JsonText.quoted(json.append(",\"currentAction\":"), action)
                .append(",\"turns\":")
                .append(turns)
                .append(",\"costUsd\":")
                .append(
                        costs.isEmpty()
                                ? "null"
                                : costs.values().stream()
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .toPlainString())
                .append(",\"elapsedMs\":")
                .append(startedAt == 0 ? 0 : Math.max(0, now - startedAt))
                .append('}');
        return FeedFrame.ephemeral("progress", json.toString());
    }

    void apply(FeedRow row) {
        applied = row.sequence();
        if (row.kind() == FeedKind.DONE) {
            underWay = false;
            return;
        }
        if (row.attempt() > attempt) {
            attempt = row.attempt();
            files.clear();
            messages.clear();
            turns = 0;
        }
        if (row.kind() == FeedKind.STATUS) {
            underWay = true;
            status(row);
        } else if (row.kind() == FeedKind.OUTPUT && row.textForm() == TextForm.JSON) {
            var text =
                    new String(row.data(), row.textAt(), row.data().length - 1 - row.textAt(), StandardCharsets.UTF_8);
            if (text.contains("\"assistant\"") || text.contains("\"result\"")) {
                line(text);
            }
        }
    }

    private Object state() {
        return new State(files.size(), turns, action, costs.hashCode(), underWay, attempt);
    }

    private void status(FeedRow row) {
        var data = JSON.readTree(row.data());
        if (data.path("status").asString("").equals("CLONING")) {
            startedAt = row.at().toEpochMilli();
        }
        action = data.path("message").asString("");
    }

    private void line(String text) {
        try {
            var line = JSON.readTree(text);
            var type = line.path("type").asString("");
            if (type.equals("assistant")) {
                assistant(line.path("message"));
            } else if (type.equals("result")) {
                turns = line.path("num_turns").asInt(turns);
                var cost = line.path("total_cost_usd");
                if (cost.isNumber()) {
                    costs.put(attempt, cost.decimalValue());
                }
            }
        } catch (JacksonException notAsExpected) {
            action = action.isEmpty() ? "Working" : action;
        }
    }

    private void assistant(JsonNode message) {
        var id = message.path("id").asString("");
        if (!id.isEmpty() && messages.size() < MOST_MESSAGES && messages.add(id)) {
            turns++;
        }
        for (var block : message.path("content")) {
            var type = block.path("type").asString("");
            if (type.equals("tool_use")) {
                tool(block.path("name").asString("?"), block.path("input"));
            } else if (type.equals("thinking")) {
                action = "Thinking";
            } else if (type.equals("text")) {
                action = "Writing";
            }
        }
    }

    private void tool(String name, JsonNode input) {
        var path = AgentAction.path(input);
        if (path != null && WRITING_TOOLS.contains(name) && files.size() < MOST_FILES) {
            files.add(path);
        }
        action = AgentAction.of(name, input);
    }

    private record State(int files, int turns, String action, int costs, boolean underWay, int attempt) {}
}
