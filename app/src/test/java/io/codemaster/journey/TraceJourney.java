package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.testing.otlp.ReceivedSpan;
import io.codemaster.testing.otlp.TestingCollector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One generation is one trace, from the request to the calls of the agent's tools, as a collector receives it. */
class TraceJourney {

    private static final String KEY = "only-the-collector-may-know-this";

    /** All that spans say. Whoever adds one makes sure that it never holds what people or agents wrote. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "codemaster.run.attempt",
            "error.type",
            "gen_ai.agent.id",
            "gen_ai.agent.name",
            "gen_ai.conversation.id",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.tool.call.id",
            "gen_ai.tool.name",
            "gen_ai.tool.type",
            "gen_ai.usage.cache_creation.input_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "messaging.message.id",
            "messaging.system");

    /** In this order, with whatever is between. */
    private static final List<String> EXPECTED = List.of(
            "POST /api/v1/requirements/{id}/generate",
            "CommandBus.handleCommand RequestGeneration",
            "StreamingEventProcessor.process AttemptClaimed",
            "CommandBus.handleCommand PrepareWorkspace",
            "CommandBus.handleCommand RecordWorkspace",
            "StreamingEventProcessor.process WorkspacePrepared",
            "CommandBus.handleCommand RunAgent",
            "invoke_agent claude-code");

    @TempDir
    private Path directory;

    @Test
    void aGenerationIsOneTraceFromTheRequestToTheAgentsTools() throws Exception {
        try (var collector = TestingCollector.start();
                var product = JourneyWorld.product(directory.resolve("data"))
                        .with("codemaster.tracing.otlp-endpoint", collector.url())
                        .with("codemaster.tracing.headers", "x-api-key=" + KEY)
                        .with("codemaster.logging.format", "json")
                        .with("logging.level.io.codemaster", "DEBUG")
                        .with("codemaster.review.automatic", "false")) {
            product.start();
            var rd = ApiClient.demo(product, "RD");
            var requirement = rd.submit(
                    JourneyWorld.PROJECT, JourneyWorld.REPOSITORY, "A hushed title", "[[scenario:journey-edit]] hush");
            var answer = rd.post("/api/v1/requirements/" + requirement + "/generate", Map.of());
            var run = JsonMapper.shared().readTree(answer.body()).get("id").asString();
            assertThat(rd.awaitEnd(run).get("status").asString()).isEqualTo("COMPLETED");
            // what was not yet sent is sent at the end
            product.terminate(Duration.ofMinutes(1));

            assertThat(collector.refused()).isEmpty();
            assertThat(collector.header("x-api-key")).containsExactly(KEY);
            var trace = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertTheWayOfARun(collector.spans(), trace, run);
            assertNothingWrittenBySomebody(collector.spans(), rd.token());
            assertLinesOfTheTrace(product, collector.spans(), trace, run);
        }
    }

    private static void assertTheWayOfARun(List<ReceivedSpan> all, String trace, String run) {
        var spans = all.stream().filter(it -> it.traceId().equals(trace)).toList();
        var tools = spans.stream()
                .filter(it -> it.name().startsWith("execute_tool "))
                .toList();
        assertThat(tools)
                .extracting(ReceivedSpan::name)
                .as(spans.toString())
                .containsExactlyInAnyOrder("execute_tool Glob", "execute_tool Write", "execute_tool Bash");
        var ofRun = all.stream()
                .filter(it -> run.equals(it.attributes().get("gen_ai.conversation.id")))
                .toList();
        assertThat(ofRun)
                .filteredOn(it -> !it.name().startsWith("QueryBus."))
                .extracting(ReceivedSpan::traceId)
                .containsOnly(trace);
        assertThat(all).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        assertThat(spans).filteredOn(it -> it.parentId().isEmpty()).hasSize(1);
        assertThat(spans).noneMatch(ReceivedSpan::failed);
        assertThat(spans.get(0).resource()).containsEntry("service.name", "codemaster");

        for (var tool : tools) {
            assertThat(way(tool, spans)).containsSubsequence(EXPECTED);
        }
    }

    /** The names of the spans that one is in, from the outermost. */
    private static List<String> way(ReceivedSpan span, List<ReceivedSpan> all) {
        var byId = all.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
        var names = new ArrayList<String>();
        for (var at = span; at != null; at = byId.get(at.parentId())) {
            names.add(0, at.name());
            assertThat(names).as("a span is not within itself").hasSizeLessThan(100);
        }
        return names;
    }

    private static void assertNothingWrittenBySomebody(List<ReceivedSpan> all, String token) {
        assertThat(all).allSatisfy(span -> {
            assertThat(ATTRIBUTES).containsAll(span.attributes().keySet());
            assertThat(span.words()).isEmpty();
        });
        assertThat(all.toString()).doesNotContain("hush", token, KEY, "@", "NOTES.md");
    }

    /** Whoever reads a line of a run finds its trace, and the span in which it was written. */
    private static void assertLinesOfTheTrace(TestingProduct product, List<ReceivedSpan> all, String trace, String run)
            throws IOException {
        var lines = Files.readAllLines(product.log()).stream()
                .filter(it -> it.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .filter(it -> it.findValuesAsString("runId").contains(run))
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines).extracting(it -> label(it, "trace")).containsOnly(trace);
        var spans = all.stream()
                .filter(it -> it.traceId().equals(trace))
                .map(ReceivedSpan::spanId)
                .toList();
        assertThat(spans)
                .as(lines.toString())
                .containsAll(lines.stream()
                        .map(it -> label(it, "span"))
                        .filter(it -> !it.isEmpty())
                        .toList());
        assertThat(lines).anyMatch(it -> !label(it, "span").isEmpty());
    }

    private static String label(JsonNode line, String name) {
        return line.at("/" + name + "/id").asString(line.path(name + ".id").asString(""));
    }
}
