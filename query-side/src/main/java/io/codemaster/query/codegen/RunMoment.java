package io.codemaster.query.codegen;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.MomentDetails;
import io.codemaster.api.codegen.TodoItem;
import io.codemaster.api.codegen.Usage;
import io.codemaster.query.shared.InstantMicrosConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run's stream amounts to after one of its events. Made by taking in one event after another, and kept as JSON to go
 * on from: nothing in it grows with the run. Not safe for several threads.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class RunMoment {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tools that leave the files alone; everything else may write. */
    private static final Set<String> READING_TOOLS = Set.of(
            "Read",
            "Glob",
            "Grep",
            "LS",
            "AskUserQuestion",
            "ExitPlanMode",
            "Skill",
            "StructuredOutput",
            "TaskCreate",
            "TaskGet",
            "TaskList",
            "TaskOutput",
            "TaskUpdate",
            "TodoWrite",
            "ToolSearch",
            "WebFetch",
            "WebSearch");

    private static final int MOST_OPEN_CALLS = 200;

    private static final int LONGEST_INPUT = 64 << 10;

    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_TODO = 1_000;

    private static final String MAIN = "";

    private String run = "";

    private long sequence;

    /** Since this was last kept aside: so many events, so many bytes. */
    private int events;

    private long bytes;

    private int trees;

    private FeedKind kind = FeedKind.STATUS;

    private int failedAttempt;

    private String repositoryName = "the repository";

    private int attempt;

    private @Nullable Long atMicros;

    private GenerationStatus status = GenerationStatus.PENDING;

    private GenerationStep step = GenerationStep.QUEUE;

    private String message = "";

    private long startedAt;

    private String action = "";

    private List<TodoItem> todos = new ArrayList<>();

    private @Nullable String sessionId;

    private @Nullable String model;

    private @Nullable String workDirectory;

    private MomentDetails.@Nullable Trouble failure;

    private boolean finished;

    /** What earlier attempts used. */
    private Usage before = Usage.NONE;

    private Usage now = Usage.NONE;

    /** The message that each speaker, the agent or one of its helpers, is at: it comes in several lines. */
    private Map<String, Speaker> speakers = new HashMap<>();

    private Map<String, OpenCall> calls = new LinkedHashMap<>();

    /** From which line on which number a line of this attempt's transcript has in the stream. */
    private TreeMap<Long, Long> lines = new TreeMap<>();

    RunMoment() {}

    static RunMoment begin(FeedHead head) {
        var moment = new RunMoment();
        moment.run = head.taskId();
        moment.sequence = head.lastSequence();
        moment.kind = head.lastKind();
        moment.failedAttempt = head.failedAttempt();
        moment.repositoryName = head.repositoryName();
        return moment;
    }

    static RunMoment read(String json) {
        return JSON.readValue(json, RunMoment.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    String run() {
        return run;
    }

    /** The event that this is after. */
    long sequence() {
        return sequence;
    }

    /** Whether so many events, or so many bytes of them, have come since this was last kept aside. */
    boolean isDue(int events, long bytes) {
        return this.events >= events || this.bytes >= bytes;
    }

    /** The same, to be kept aside. */
    String aside() {
        events = 0;
        bytes = 0;
        return json();
    }

    /** The number of the next tree. */
    int nextTree() {
        return ++trees;
    }

    /** Where the agent worked, null while nobody knows. */
    @Nullable String workDirectory() {
        return workDirectory;
    }

    FeedHead head() {
        return new FeedHead(run, sequence, kind, failedAttempt, repositoryName);
    }

    /** What a speaker's newest message has used, and what led to its next call. */
    record Speaker(
            String messageId,
            Usage usage,
            @Nullable Long thought,
            @Nullable Long text) {}

    /** A call without a result yet. */
    record OpenCall(
            long sequence,
            int place,
            String tool,
            boolean helper,
            boolean onFile,
            @Nullable Long thought,
            @Nullable Long text,
            @Nullable String todo,
            @Nullable String input) {}

    /** A transcript begins. */
    void beginLines() {
        lines.clear();
    }

    /** A line is the stream's newest event. */
    void noteLine(long line) {
        var last = lines.lastEntry();
        if (last == null || last.getValue() + line - last.getKey() != sequence) {
            lines.put(line, sequence);
        }
    }

    /** The number that a line of this attempt has in the stream; what came before the first line is the newest event. */
    long sequenceOfLine(long line) {
        var from = lines.floorEntry(line);
        return from == null || line == 0 ? sequence : from.getValue() + line - from.getKey();
    }

    /** Takes in the next event; the calls that it ends are handed over. */
    void apply(FeedRow row, List<RunCall> ended) {
        sequence = row.sequence();
        kind = row.kind();
        failedAttempt = kind == FeedKind.ERROR ? row.attempt() : failedAttempt;
        atMicros = InstantMicrosConverter.micros(row.at());
        events++;
        bytes += row.data().length;
        if (row.attempt() > attempt) {
            attempt = row.attempt();
            before = before.plus(now);
            now = Usage.NONE;
            todos = new ArrayList<>();
            speakers.clear();
            calls.clear();
        }
        switch (row.kind()) {
            case STATUS -> status(row);
            case ERROR -> {
                var data = JSON.readTree(row.data());
                failure = new MomentDetails.Trouble(
                        data.path("code").asString(""),
                        data.path("phase").asString(""),
                        data.path("message").asString(""));
            }
            case DONE -> done(JSON.readTree(row.data()));
            case OUTPUT -> output(row, ended);
        }
    }

    /** Calls that nobody will answer any more. */
    List<RunCall> breakOff() {
        var ended = new ArrayList<RunCall>();
        calls.forEach((id, call) -> end(id, call, ended));
        calls.clear();
        return ended;
    }

    private void status(FeedRow row) {
        var data = JSON.readTree(row.data());
        status = GenerationStatus.valueOf(data.path("status").asString(status.name()));
        step = GenerationStep.valueOf(data.path("step").asString(step.name()));
        message = data.path("message").asString("");
        action = message;
        finished = false;
        if (status == GenerationStatus.CLONING) {
            startedAt = row.at().toEpochMilli();
            failure = null;
        }
    }

    private void done(JsonNode data) {
        finished = true;
        status = GenerationStatus.valueOf(data.path("status").asString(status.name()));
        var usage = data.path("usage");
        before = new Usage(
                usage.path("inputTokens").asLong(0),
                usage.path("outputTokens").asLong(0),
                usage.path("cacheReadTokens").asLong(0),
                usage.path("cacheCreationTokens").asLong(0),
                usage.path("turns").asInt(0),
                usage.path("costUsd").isNumber() ? usage.path("costUsd").decimalValue() : BigDecimal.ZERO,
                usage.path("durationMs").asLong(0));
        now = Usage.NONE;
        calls.clear();
    }

    private void output(FeedRow row, List<RunCall> ended) {
        if (row.textForm() != TextForm.JSON) {
            return;
        }
        var text = new String(row.data(), row.textAt(), row.data().length - 1 - row.textAt(), StandardCharsets.UTF_8);
        try {
            var line = JSON.readTree(text);
            switch (line.path("type").asString("")) {
                case "system" -> system(line);
                case "assistant" -> assistant(line);
                case "user" -> user(line, ended);
                case "result" -> result(line);
                default -> {}
            }
        } catch (JacksonException notAsExpected) {
            action = action.isEmpty() ? "Working" : action;
        }
    }

    private void system(JsonNode line) {
        if (line.path("subtype").asString("").equals("init")) {
            sessionId = text(line, "session_id", sessionId);
            model = text(line, "model", model);
            workDirectory = text(line, "cwd", workDirectory);
        }
    }

    private void assistant(JsonNode line) {
        var message = line.path("message");
        var speaker = line.path("parent_tool_use_id").asString(MAIN);
        var id = message.path("id").asString("");
        var usage = used(message.path("usage"));
        @Nullable Speaker known = speakers.get(speaker);
        if (known == null || !known.messageId().equals(id)) {
            now = now.plus(new Usage(0, 0, 0, 0, speaker.equals(MAIN) ? 1 : 0, BigDecimal.ZERO, 0));
            known = new Speaker(
                    id, Usage.NONE, known == null ? null : known.thought(), known == null ? null : known.text());
        }
        now = plus(now, usage, known.usage());
        @Nullable Long thought = known.thought();
        @Nullable Long said = known.text();
        int place = 0;
        for (var block : message.path("content")) {
            switch (block.path("type").asString("")) {
                case "thinking", "redacted_thinking" -> {
                    thought = sequence;
                    action = "Thinking";
                }
                case "text" -> {
                    said = sequence;
                    action = "Writing";
                }
                case "tool_use" -> open(block, place++, !speaker.equals(MAIN), thought, said);
                default -> {}
            }
        }
        if (speakers.size() < MOST_OPEN_CALLS || speakers.containsKey(speaker)) {
            speakers.put(speaker, new Speaker(id, usage, thought, said));
        }
    }

    private void open(JsonNode block, int place, boolean helper, @Nullable Long thought, @Nullable Long said) {
        var tool = block.path("name").asString("?");
        var input = block.path("input");
        action = AgentAction.of(tool, input);
        if (calls.size() >= MOST_OPEN_CALLS) {
            calls.remove(calls.keySet().iterator().next());
        }
        @Nullable String kept = null;
        if (TodoList.isTool(tool)) {
            var json = input.toString();
            kept = json.length() > LONGEST_INPUT ? null : json;
        }
        calls.put(
                block.path("id").asString(""),
                new OpenCall(
                        sequence,
                        place,
                        cut(tool, LONGEST_NAME),
                        helper,
                        AgentAction.path(input) != null,
                        thought,
                        said,
                        TodoList.inWork(todos).map(it -> cut(it, LONGEST_TODO)).orElse(null),
                        kept));
    }

    private void user(JsonNode line, List<RunCall> ended) {
        for (var block : line.path("message").path("content")) {
            if (!block.path("type").asString("").equals("tool_result")) {
                continue;
            }
            var id = block.path("tool_use_id").asString("");
            var call = calls.remove(id);
            if (call == null) {
                continue;
            }
            boolean failed = block.path("is_error").asBoolean(false);
            var input = call.input();
            if (input != null && !failed) {
                todos = TodoList.after(todos, call.tool(), JSON.readTree(input), line.path("tool_use_result"));
            }
            if (!failed || !call.onFile()) { // a command that failed may have written before
                end(id, call, ended);
            }
        }
    }

    private void end(String id, OpenCall call, List<RunCall> ended) {
        if (!READING_TOOLS.contains(call.tool())) {
            ended.add(new RunCall(
                    call.sequence(),
                    call.place(),
                    attempt,
                    cut(id, LONGEST_NAME),
                    call.tool(),
                    sequence,
                    call.thought(),
                    call.text(),
                    call.todo()));
        }
    }

    private void result(JsonNode line) {
        var usage = used(line.path("usage"));
        var cost = line.path("total_cost_usd");
        now = new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheCreationTokens(),
                line.path("num_turns").asInt(now.turns()),
                cost.isNumber() ? cost.decimalValue() : now.costUsd(),
                line.path("duration_ms").asLong(0));
        speakers.clear();
    }

    private static Usage used(JsonNode usage) {
        return new Usage(
                usage.path("input_tokens").asLong(0),
                usage.path("output_tokens").asLong(0),
                usage.path("cache_read_input_tokens").asLong(0),
                usage.path("cache_creation_input_tokens").asLong(0),
                0,
                BigDecimal.ZERO,
                0);
    }

    private static Usage plus(Usage sum, Usage more, Usage less) {
        return new Usage(
                sum.inputTokens() + more.inputTokens() - less.inputTokens(),
                sum.outputTokens() + more.outputTokens() - less.outputTokens(),
                sum.cacheReadTokens() + more.cacheReadTokens() - less.cacheReadTokens(),
                sum.cacheCreationTokens() + more.cacheCreationTokens() - less.cacheCreationTokens(),
                sum.turns(),
                sum.costUsd(),
                sum.durationMs());
    }

    private static @Nullable String text(JsonNode node, String name, @Nullable String otherwise) {
        return node.path(name).isString() ? node.path(name).stringValue() : otherwise;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    MomentDetails details(long lastSequence, @Nullable RunTree tree) {
        @Nullable Instant at = atMicros == null ? null : InstantMicrosConverter.instant(atMicros);
        @Nullable String waiting = null;
        for (var call : calls.entrySet()) {
            waiting = call.getValue().helper() ? waiting : call.getKey();
        }
        return new MomentDetails(
                sequence,
                lastSequence,
                at,
                attempt,
                status,
                step,
                message,
                action,
                waiting,
                List.copyOf(todos),
                before.plus(now),
                tree == null ? null : tree.stat(),
                tree == null ? null : tree.treeId(),
                tree == null ? null : tree.sequence(),
                startedAt == 0 ? null : Instant.ofEpochMilli(startedAt),
                startedAt == 0 || at == null ? 0 : Math.max(0, at.toEpochMilli() - startedAt),
                sessionId,
                model,
                failure,
                finished);
    }
}
