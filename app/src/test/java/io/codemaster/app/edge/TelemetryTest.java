package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.docs.MetricsPage;
import io.codemaster.journey.TestingCli;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;

/** One generation and its review by the real CLI, and what the product tells its operators of it. */
class TelemetryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SECRET_WORDS = "Nobody reads this in a trace";

    private static TestingCollector collector;

    private static TestServer server;

    private static String run;

    private static String trace;

    @BeforeAll
    static void generate() throws IOException {
        collector = new TestingCollector();
        server = TestServer.start(
                TestServer.newDirectory(),
                "--codemaster.demo=on",
                "--codemaster.demo-scenarios="
                        + Path.of("src/test/resources/scenarios").toAbsolutePath(),
                "--codemaster.claude.command=" + TestingCli.command(),
                "--codemaster.tracing.otlp-endpoint=" + collector.url(),
                "--codemaster.tracing.headers=x-api-key=a-secret");
        var rd = server.demo(UserRole.RD);
        var requirement = server.post("/api/v1/projects/demo-project/requirements")
                .bearer(rd)
                .json("{\"title\":\"Greet\",\"description\":\"" + SECRET_WORDS
                        + " [[scenario:journey-edit]]\",\"repositoryId\":\"demo-repository\"}")
                .send()
                .body()
                .get("id")
                .asString();
        var answer = server.post("/api/v1/requirements/" + requirement + "/generate")
                .bearer(rd)
                .json("{}")
                .send();
        run = answer.body().get("id").asString();
        trace = answer.header("X-Request-Id").orElseThrow();
        await().atMost(PATIENCE).until(() -> figure("codemaster_inspection_duration_seconds_count") > 0);
    }

    @AfterAll
    static void close() {
        server.close();
        collector.close();
    }

    // ---- metrics ----

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneIsExported() throws IOException {
        MetricsPage.read().mustEqual(scrape());
    }

    @Test
    void aRunLeavesItsFigures() {
        assertThat(figure("codemaster_runs_total{failure_reason=\"none\",outcome=\"completed\""))
                .isEqualTo(2);
        assertThat(figure("codemaster_run_seconds_count{outcome=\"completed\"")).isEqualTo(2);
        assertThat(figure("codemaster_queue_wait_seconds_count")).isEqualTo(2);
        assertThat(figure("codemaster_events_appended_total")).isGreaterThan(30);
        assertThat(figure("codemaster_append_seconds_count")).isGreaterThan(10);
        assertThat(scrape().lines().filter(it -> it.startsWith("codemaster_cost_usd_total{")))
                .singleElement()
                .asString()
                .contains("project=\"demo-project\"");
        await().atMost(PATIENCE)
                .until(() -> figure("codemaster_projection_lag_events{processor=\"requirement-details\"") == 0);
    }

    @Test
    void aRebuildCountsNothingAgain() {
        var before = figure("codemaster_runs_total{failure_reason=\"none\",outcome=\"completed\"");
        var processor = (StreamingEventProcessor) server.bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor("requirement-details")
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();

        await().atMost(PATIENCE)
                .until(() -> processor.processingStatus().values().stream().anyMatch(it -> it.isCaughtUp())
                        && processor.processingStatus().values().stream().noneMatch(it -> it.isReplaying()));
        assertThat(figure("codemaster_runs_total{failure_reason=\"none\",outcome=\"completed\""))
                .isEqualTo(before);
    }

    // ---- traces ----

    @Test
    void theWholeWayOfARunIsOneTrace() {
        var spans = spans();

        var ids = spans.stream().map(TestingCollector.Span::id).collect(Collectors.toSet());
        assertThat(spans.stream().filter(it -> !ids.contains(it.parent())))
                .as("one root, and nothing that hangs in the air")
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("POST /api/v1/requirements/{id}/generate"));
        assertThat(way(spans, "execute_tool"))
                .containsSubsequence(
                        "POST /api/v1/requirements/{id}/generate",
                        "CommandBus.handleCommand OrderGeneration",
                        "EventBus.publishEvent GenerationOrdered",
                        "StreamingEventProcessor.process GenerationOrdered",
                        "CommandBus.handleCommand RequestGeneration",
                        "StreamingEventProcessor.process AttemptQueued",
                        "CommandBus.handleCommand EnqueueAttempt",
                        "CommandBus.handleCommand ClaimAttempt",
                        "StreamingEventProcessor.process AttemptClaimed",
                        "CommandBus.handleCommand PrepareWorkspace",
                        "CommandBus.handleCommand RecordWorkspace",
                        "CommandBus.handleCommand RunAgent",
                        "invoke_agent claude-code");
        assertThat(names(spans))
                .contains("CommandBus.handleCommand PushBranch", "CommandBus.handleCommand CompleteGeneration");
    }

    @Test
    void theAgentsSpansSayWhatItTookAndNothingOfWhatWasSaid() {
        var spans = spans();

        var agent = one(spans, "invoke_agent claude-code");
        assertThat(agent.attributes())
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("gen_ai.conversation.id", run);
        assertThat(Long.parseLong(agent.attributes().get("gen_ai.usage.input_tokens")))
                .isPositive();
        assertThat(Long.parseLong(agent.attributes().get("gen_ai.usage.output_tokens")))
                .isPositive();
        assertThat(spans.stream().filter(it -> it.name().startsWith("execute_tool ")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.attributes())
                        .containsEntry("gen_ai.conversation.id", run)
                        .containsKeys("gen_ai.tool.name", "gen_ai.tool.call.id"));
        assertThat(collector.spans())
                .flatExtracting(it -> it.attributes().values())
                .noneMatch(it -> it.contains(SECRET_WORDS));
        assertThat(names(spans)).noneMatch(it -> it.contains("OutputLineRecorded") || it.contains("RecordOutput"));
        assertThat(collector.apiKeys()).isNotEmpty().containsOnly("a-secret");
    }

    @Test
    void theContextIsStoredWithTheEvent() {
        var first = server.bean(EventStore.class).readEvents(run).next();

        assertThat(String.valueOf(first.getMetaData().get("traceparent"))).startsWith("00-" + trace + "-");
        assertThat(first.getMetaData()).containsEntry("traceId", trace);
    }

    @Test
    void whereNobodyWantsTracesThereAreNone() {
        var plain = TestServer.shared();

        assertThat(plain.bean(OpenTelemetry.class)).isSameAs(OpenTelemetry.noop());
        assertThat(plain.bean(SpanFactory.class)).isSameAs(NoOpSpanFactory.INSTANCE);
    }

    /** The spans of the run's trace, all of them. */
    private static List<TestingCollector.Span> spans() {
        var sdk = (OpenTelemetrySdk) server.bean(OpenTelemetry.class);
        await().atMost(PATIENCE).until(() -> {
            sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
            return collector.spans().stream().anyMatch(it -> it.name().contains("CompleteGeneration"));
        });
        return collector.spans().stream()
                .filter(it -> it.traceId().equals(trace))
                .toList();
    }

    private static List<String> names(List<TestingCollector.Span> spans) {
        return spans.stream().map(TestingCollector.Span::name).toList();
    }

    private static TestingCollector.Span one(List<TestingCollector.Span> spans, String name) {
        return spans.stream().filter(it -> it.name().startsWith(name)).findFirst().orElseThrow();
    }

    /** The names from the root to the first span that is called so. */
    private static List<String> way(List<TestingCollector.Span> spans, String name) {
        Map<String, TestingCollector.Span> byId =
                spans.stream().collect(Collectors.toMap(TestingCollector.Span::id, it -> it));
        var way = new ArrayList<String>();
        for (var span = one(spans, name); span != null; span = byId.get(span.parent())) {
            way.add(0, span.name());
        }
        return way;
    }

    // ---- figures ----

    private static String scrape() {
        return server.get("/actuator/prometheus").send().text();
    }

    /** The value of the first sample that begins so, 0 where there is none. */
    private static double figure(String sample) {
        return scrape()
                .lines()
                .filter(it -> it.startsWith(sample))
                .findFirst()
                .map(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .orElse(0.0);
    }
}
