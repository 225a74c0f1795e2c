package io.codemaster.executor.claude;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.claude.output.AgentLine;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import tools.jackson.databind.JsonNode;

/**
 * A run of the agent as spans: one for the run and one for each call of a tool, in the names of OpenTelemetry's conventions
 * for generative AI. It says who called what, for how long and what it took, never what was written or read. Where nobody
 * wants the trace, it does nothing.
 */
final class AgentTrace {

    private static final int MAX_OPEN_TOOLS = 1_000;

    private static final int LONGEST_NAME = 100;

    private final Tracer tracer;

    private final AttemptKey key;

    private final Span run;

    private final Map<String, Span> tools = new HashMap<>();

    private AgentTrace(Tracer tracer, AttemptKey key, Span run) {
        this.tracer = tracer;
        this.key = key;
        this.run = run;
    }

    /** Begins the span of a run within the span that this thread is in. */
    static AgentTrace begin(Tracer tracer, AttemptKey key, String agent, @Nullable String model, String sessionId) {
        var span = tracer.spanBuilder("invoke_agent " + agent)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute("gen_ai.operation.name", "invoke_agent");
            span.setAttribute("gen_ai.provider.name", "anthropic");
            span.setAttribute("gen_ai.agent.name", agent);
            span.setAttribute("gen_ai.agent.id", sessionId);
            span.setAttribute("gen_ai.conversation.id", key.taskId().value());
            span.setAttribute("codemaster.run.attempt", (long) key.attempt());
            if (model != null) {
                span.setAttribute("gen_ai.request.model", model);
            }
        }
        return new AgentTrace(tracer, key, span);
    }

    /** What is done in this context belongs to the run. */
    Context context() {
        return Context.current().with(run);
    }

    /** Notes which tools a line calls and which it says have ended. Used by one thread at a time. */
    synchronized void read(AgentLine line) {
        JsonNode json = line.json();
        if (!run.isRecording() || json == null) {
            return;
        }
        switch (json.path("type").asString("")) {
            case "assistant" -> called(json);
            case "user" -> answered(json);
            default -> {
                // the other lines are of no tool
            }
        }
    }

    private void called(JsonNode json) {
        for (JsonNode block : json.path("message").path("content")) {
            if ("tool_use".equals(block.path("type").asString("")) && tools.size() < MAX_OPEN_TOOLS) {
                String id = block.path("id").asString("");
                String name = cut(block.path("name").asString(""));
                var span = tracer.spanBuilder("execute_tool " + name)
                        .setParent(Context.root().with(caller(json)))
                        .startSpan();
                span.setAttribute("gen_ai.operation.name", "execute_tool");
                span.setAttribute("gen_ai.tool.name", name);
                span.setAttribute("gen_ai.tool.call.id", cut(id));
                span.setAttribute("gen_ai.tool.type", "function");
                span.setAttribute("gen_ai.conversation.id", key.taskId().value());
                tools.put(id, span);
            }
        }
    }

    /** A sub-agent's calls belong to the call that began it. */
    private Span caller(JsonNode json) {
        return tools.getOrDefault(json.path("parent_tool_use_id").asString(""), run);
    }

    private void answered(JsonNode json) {
        for (JsonNode block : json.path("message").path("content")) {
            if ("tool_result".equals(block.path("type").asString(""))) {
                var span = tools.remove(block.path("tool_use_id").asString(""));
                if (span != null) {
                    if (block.path("is_error").asBoolean(false)) {
                        failed(span, "tool_error");
                    }
                    span.end();
                }
            }
        }
    }

    /** The run is over, with this result; null where it came to none. */
    synchronized void end(CodeAgent.@Nullable Result result) {
        tools.values().forEach(it -> {
            failed(it, "abandoned");
            it.end();
        });
        tools.clear();
        if (result == null) {
            failed(run, "not_started");
        } else {
            var outcome = result.outcome();
            run.setAttribute("gen_ai.usage.input_tokens", outcome.usage().inputTokens());
            run.setAttribute("gen_ai.usage.output_tokens", outcome.usage().outputTokens());
            run.setAttribute(
                    "gen_ai.usage.cache_read.input_tokens", outcome.usage().cacheReadTokens());
            run.setAttribute(
                    "gen_ai.usage.cache_creation.input_tokens", outcome.usage().cacheCreationTokens());
            if (outcome.model() != null) {
                run.setAttribute("gen_ai.response.model", outcome.model());
            }
            if (result.failure() != null) {
                failed(run, result.failure().code().code());
            }
        }
        run.end();
    }

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
