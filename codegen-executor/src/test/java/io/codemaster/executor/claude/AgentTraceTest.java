package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.Usage;
import io.codemaster.executor.claude.output.AgentLine;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import tools.jackson.databind.json.JsonMapper;

class AgentTraceTest {

    private static final AttemptKey KEY = new AttemptKey(new CodegenTaskId("run-1"), 2);

    private final List<SpanData> ended = new ArrayList<>();

    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Recorder()))
            .build()
            .get("test");

    @Test
    void aToolIsCalledWithinTheRunAndASubAgentsToolWithinItsCall() {
        var trace = AgentTrace.begin(tracer, KEY, "claude-code", null, "session-1");
        trace.read(line("""
                {"type":"assistant","message":{"content":[{"type":"text","text":"hush"},
                {"type":"tool_use","id":"t1","name":"Task","input":{"prompt":"hush"}}]}}"""));
        trace.read(line("""
                {"type":"assistant","parent_tool_use_id":"t1",
                "message":{"content":[{"type":"tool_use","id":"t2","name":"Bash","input":{}}]}}"""));
        trace.read(line("""
                {"type":"user","parent_tool_use_id":"t1",
                "message":{"content":[{"type":"tool_result","tool_use_id":"t2","is_error":true}]}}"""));
        trace.read(line(
                "{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\"}]}}"));
        trace.read(line("{\"type\":\"user\",\"message\":{\"content\":\"t9\"}}"));
        trace.end(result(null));

        assertThat(ended)
                .extracting(SpanData::getName)
                .containsExactly("execute_tool Bash", "execute_tool Task", "invoke_agent claude-code");
        var bash = ended.get(0);
        var task = ended.get(1);
        var run = ended.get(2);
        assertThat(bash.getParentSpanId()).isEqualTo(task.getSpanId());
        assertThat(task.getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(bash.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(task.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(text(run, "gen_ai.conversation.id")).isEqualTo("run-1");
        assertThat(run.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
                .isEqualTo(20);
        assertThat(ended.toString()).doesNotContain("hush");
    }

    @Test
    void whatIsStillOpenAtTheEndIsAbandoned() {
        var trace = AgentTrace.begin(tracer, KEY, "claude-code", "claude-x", "session-1");
        trace.read(
                line(
                        "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Bash\"}]}}"));
        trace.end(result(new Failure(FailureCode.INACTIVE, GenerationStep.GENERATE, "Silence.", null)));

        assertThat(text(ended.get(0), "error.type")).isEqualTo("abandoned");
        assertThat(text(ended.get(1), "error.type")).isEqualTo("agent.inactive");
        assertThat(text(ended.get(1), "gen_ai.request.model")).isEqualTo("claude-x");
    }

    @Test
    void anAgentThatDidNotStartLeavesASpanThatSaysSo() {
        AgentTrace.begin(tracer, KEY, "claude-code", null, "session-1").end(null);

        assertThat(text(ended.get(0), "error.type")).isEqualTo("not_started");
    }

    @Test
    void whereNobodyWantsTracesNothingIsRead() {
        var trace = AgentTrace.begin(OpenTelemetry.noop().getTracer("x"), KEY, "claude-code", null, "session-1");

        trace.read(new AgentLine(output("{"), null));
        trace.end(null);

        assertThat(ended).isEmpty();
    }

    private static @Nullable String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }

    private static AgentLine line(String json) {
        return new AgentLine(output(json), JsonMapper.shared().readTree(json));
    }

    private static OutputLine output(String text) {
        return new OutputLine(1, text, true, null, null, text.length(), true, 0);
    }

    private static CodeAgent.Result result(@Nullable Failure failure) {
        var usage = new Usage(10, 20, 0, 0, 1, java.math.BigDecimal.ONE, 5);
        return new CodeAgent.Result(new AgentOutcome(0, 4, "success", "claude-y", usage, 5, 0, 0, 0), failure, null);
    }

    private final class Recorder implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
