package io.codemaster.executor.claude;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Usage;
import io.codemaster.executor.claude.output.AgentLine;
import tools.jackson.databind.JsonNode;

/**
 * Understands as much of the agent's lines as the product needs to know. Everything else is passed over; types that are
 * not known are counted. Used by one thread at a time.
 */
final class StreamInterpreter {

    private static final Set<String> TYPES = Set.of(
            "assistant",
            "auth_status",
            "command_lifecycle",
            "control_cancel_request",
            "control_request",
            "control_response",
            "conversation_reset",
            "keep_alive",
            "prompt_suggestion",
            "rate_limit_event",
            "result",
            "stream_event",
            "system",
            "tool_progress",
            "tool_use_summary",
            "user");

    private static final Set<String> SYSTEM_SUBTYPES = Set.of(
            "api_retry",
            "background_tasks_changed",
            "commands_changed",
            "compact_boundary",
            "elicitation_complete",
            "files_persisted",
            "hook_progress",
            "hook_response",
            "hook_started",
            "informational",
            "init",
            "local_command_output",
            "memory_recall",
            "mirror_error",
            "model_fallback",
            "model_refusal_fallback",
            "model_refusal_no_fallback",
            "notification",
            "permission_denied",
            "plugin_install",
            "session_state_changed",
            "session_writes_lost",
            "status",
            "task_notification",
            "task_progress",
            "task_started",
            "task_updated",
            "thinking_tokens",
            "ui_invalidate",
            "worker_shutting_down");

    /** Tools that change no file of the workspace; of any other it is assumed that it may. */
    private static final Set<String> HARMLESS_TOOLS = Set.of(
            "Glob",
            "Grep",
            "ListAgents",
            "Read",
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

    private static final int MAX_NAMED_TYPES = 20;

    private static final int MAX_OPEN_TOOLS = 10_000;

    private final Clock clock;

    private final Map<String, String> openTools = new HashMap<>();

    private final Map<String, Long> unknown = new TreeMap<>();

    private long lines;

    private boolean begun;

    private @Nullable String cliVersion;

    private @Nullable String model;

    private AgentReport.@Nullable AgentResult result;

    private @Nullable String lastError;

    private @Nullable Integer lastErrorStatus;

    private @Nullable AgentRetry retry;

    private @Nullable Instant limitedUntil;

    private int denials;

    private long unknownLines;

    private long unparsedLines;

    StreamInterpreter(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of a line; answers whether a tool has finished that may have changed files. */
    boolean read(AgentLine line) {
        lines++;
        JsonNode json = line.json();
        if (json == null) {
            unparsedLines++;
            return false;
        }
        String type = json.path("type").asString("");
        if (!"system".equals(type)) {
            retry = null;
        }
        switch (type) {
            case "system" -> readSystem(json);
            case "assistant" -> readAssistant(json);
            case "user" -> {
                return readUser(json);
            }
            case "result" -> readResult(json);
            case "rate_limit_event" -> readLimit(json.path("rate_limit_info"));
            default -> {
                if (!TYPES.contains(type)) {
                    countUnknown(type);
                }
            }
        }
        return false;
    }

    /** Whether the agent has said its last word. */
    boolean isFinished() {
        return result != null;
    }

    /** What is known by now. */
    AgentReport report() {
        int denied = Math.max(denials, 0);
        return new AgentReport(
                lines,
                begun,
                cliVersion,
                model,
                result,
                lastError,
                lastErrorStatus,
                retry,
                limitedUntil,
                denied,
                unknownLines,
                unparsedLines);
    }

    /** How often each unknown type came; rare ones are put together as {@code other}. */
    Map<String, Long> unknownTypes() {
        return Map.copyOf(unknown);
    }

    private void readSystem(JsonNode json) {
        String subtype = json.path("subtype").asString("");
        if (!"api_retry".equals(subtype)) {
            retry = null;
        }
        switch (subtype) {
            case "init" -> {
                begun = true;
                cliVersion = text(json.path("claude_code_version"), cliVersion);
                model = text(json.path("model"), model);
            }
            case "api_retry" ->
                retry = new AgentRetry(
                        status(json.path("error_status")),
                        json.path("error").asString(""),
                        clock.instant().plusMillis(json.path("retry_delay_ms").asLong(0)));
            case "permission_denied" -> denials++;
            default -> {
                if (!SYSTEM_SUBTYPES.contains(subtype)) {
                    countUnknown("system/" + subtype);
                }
            }
        }
    }

    private void readAssistant(JsonNode json) {
        if (json.path("error").isString()) {
            lastError = json.path("error").asString("");
            lastErrorStatus = status(json.path("api_error_status"));
        }
        for (JsonNode block : json.path("message").path("content")) {
            if ("tool_use".equals(block.path("type").asString("")) && openTools.size() < MAX_OPEN_TOOLS) {
                openTools.put(block.path("id").asString(""), block.path("name").asString(""));
            }
        }
    }

    private boolean readUser(JsonNode json) {
        boolean mayHaveChanged = false;
        for (JsonNode block : json.path("message").path("content")) {
            if ("tool_result".equals(block.path("type").asString(""))) {
                String tool = openTools.remove(block.path("tool_use_id").asString(""));
                mayHaveChanged |= tool == null || !HARMLESS_TOOLS.contains(tool);
            }
        }
        return mayHaveChanged;
    }

    private void readResult(JsonNode json) {
        var errors = new ArrayList<String>();
        json.path("errors").forEach(error -> errors.add(error.asString("")));
        String subtype = json.path("subtype").asString("");
        result = new AgentReport.AgentResult(
                subtype,
                json.path("is_error").asBoolean(false),
                status(json.path("api_error_status")),
                json.path("terminal_reason").asString(""),
                json.path("stop_reason").asString(""),
                text(json.path("startup_failure_reason"), null),
                json.path("result").isString() ? json.path("result").asString("") : String.join("\n", errors),
                List.copyOf(errors),
                usage(json));
        denials = Math.max(denials, json.path("permission_denials").size());
    }

    private void readLimit(JsonNode info) {
        String status = info.path("status").asString("");
        if (info.path("resetsAt").isNumber() && !"allowed".equals(status) && !"allowed_warning".equals(status)) {
            limitedUntil = Instant.ofEpochSecond(info.path("resetsAt").asLong());
        }
    }

    /** The sum over the models holds sub-agents too, which the plain usage does not. */
    private static Usage usage(JsonNode json) {
        long input = 0;
        long output = 0;
        long cacheRead = 0;
        long cacheCreation = 0;
        JsonNode models = json.path("modelUsage");
        if (models.isEmpty()) {
            JsonNode usage = json.path("usage");
            input = usage.path("input_tokens").asLong(0);
            output = usage.path("output_tokens").asLong(0);
            cacheRead = usage.path("cache_read_input_tokens").asLong(0);
            cacheCreation = usage.path("cache_creation_input_tokens").asLong(0);
        }
        for (JsonNode usage : models) {
            input += usage.path("inputTokens").asLong(0);
            output += usage.path("outputTokens").asLong(0);
            cacheRead += usage.path("cacheReadInputTokens").asLong(0);
            cacheCreation += usage.path("cacheCreationInputTokens").asLong(0);
        }
        JsonNode cost = json.path("total_cost_usd");
        return new Usage(
                input,
                output,
                cacheRead,
                cacheCreation,
                json.path("num_turns").asInt(0),
                cost.isNumber() ? cost.decimalValue() : BigDecimal.ZERO,
                json.path("duration_ms").asLong(0));
    }

    private void countUnknown(String type) {
        unknownLines++;
        String name = type.matches("[a-z_/]{1,60}") ? type : "other";
        unknown.merge(unknown.containsKey(name) || unknown.size() < MAX_NAMED_TYPES ? name : "other", 1L, Long::sum);
    }

    private static @Nullable Integer status(JsonNode node) {
        return node.isInt() ? (Integer) node.asInt() : null;
    }

    private static @Nullable String text(JsonNode node, @Nullable String otherwise) {
        return node.isString() ? node.asString("") : otherwise;
    }
}
