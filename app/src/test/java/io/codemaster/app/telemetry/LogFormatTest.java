package io.codemaster.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.QueueNextAttempt;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.app.web.start.InvalidConfigurationException;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {

    @Test
    void aLineIsOneJsonObjectThatSaysForWhomItWasWritten() {
        var environment = environment("json");
        var context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.console"));
        encoder.start();
        var event = new LoggingEvent(
                "test", context.getLogger("io.codemaster.Test"), Level.WARN, "It is {}\nat last", null, new Object[] {
                    "over"
                });
        event.setMDCPropertyMap(Map.of("traceId", "0af7", "spanId", "00f0", "runId", "run-1", "projectId", "p-1"));

        var text = new String(encoder.encode(event), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(text.strip()).doesNotContain("\n");
        var line = JsonMapper.shared().readTree(text);
        assertThat(line.get("message").asString()).isEqualTo("It is over\nat last");
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.findValuesAsString("runId")).containsExactly("run-1");
        assertThat(line.findValuesAsString("projectId")).containsExactly("p-1");
        assertThat(text).contains("0af7", "00f0");
        assertThat(line.at("/trace/id").asString(line.path("trace.id").asString("")))
                .isEqualTo("0af7");
        assertThat(line.at("/span/id").asString(line.path("span.id").asString("")))
                .isEqualTo("00f0");
    }

    @Test
    void textIsTheDefault() {
        assertThat(environment("text").getProperty("logging.structured.format.console"))
                .isNull();
        assertThat(environment("").getProperty("logging.structured.format.console"))
                .isNull();
    }

    @Test
    void messagesSayWhichRunTheyAreOf() {
        var run = new CodegenTaskId("run-1");

        assertThat(LogLabels.ofPayload(new QueueNextAttempt(run, 2))).isEqualTo(Map.of("runId", "run-1"));
        assertThat(LogLabels.ofPayload(new RecordOutput(TranscriptId.of(run, 1), List.<OutputLine>of())))
                .isEqualTo(Map.of("runId", "run-1"));
        assertThat(LogLabels.ofPayload("no message")).isEmpty();
    }

    @Test
    void aLabelHasNoMoreValuesThanItMay() {
        var label = new BoundedLabel(2);

        assertThat(List.of(label.of("a"), label.of("b"), label.of("c"), label.of("a")))
                .containsExactly("a", "b", "other", "a");
        assertThat(label.of(null)).isEqualTo("unknown");
        assertThat(label.of("x".repeat(100))).isEqualTo("other");
    }

    @Test
    void tracesGoToAnAddressWithoutAPassword() {
        assertThat(new TracingProperties(" ", 1, List.of()).otlpEndpoint()).isNull();
        assertThat(new TracingProperties("http://localhost:4318/", 1, List.of("a=b=c")).otlpEndpoint())
                .isEqualTo("http://localhost:4318/v1/traces");
        assertThat(new TracingProperties("https://otel.example.com/my/traces", 0.1, List.of()).otlpEndpoint())
                .isEqualTo("https://otel.example.com/my/traces");
        assertThat(new TracingProperties(null, 1, List.of("a=b=c")).headersByName())
                .isEqualTo(Map.of("a", "b=c"));
        assertThatThrownBy(() -> new TracingProperties("http://me:hidden@localhost", 1, List.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("codemaster.tracing.otlp-endpoint")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> new TracingProperties(null, 0, List.of()))
                .hasMessageContaining("codemaster.tracing.sampling");
        assertThatThrownBy(() -> new TracingProperties(null, 1, List.of("hidden")))
                .hasMessageContaining("codemaster.tracing.headers")
                .hasMessageNotContaining("hidden");
    }

    private static StandardEnvironment environment(String format) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("codemaster.logging.format", format)));
        new LogFormat().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
