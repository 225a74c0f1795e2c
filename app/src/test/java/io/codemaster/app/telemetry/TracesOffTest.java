package io.codemaster.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.edge.TestServer;
import io.opentelemetry.api.OpenTelemetry;

/** A product that was told of no collector: nothing is made, kept or sent for traces. */
class TracesOffTest {

    @Test
    void nothingIsDoneForTracesThatNobodyWants() {
        var server = TestServer.shared();

        assertThat(server.bean(OpenTelemetry.class)).isSameAs(OpenTelemetry.noop());
        assertThat(server.bean(SpanFactory.class)).isSameAs(NoOpSpanFactory.INSTANCE);
        assertThat(server.bean("requestSpans", FilterRegistrationBean.class).isEnabled())
                .isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(it -> it.getName().startsWith("BatchSpanProcessor"));
        assertThat(server.bean(JdbcTemplate.class)
                        .queryForList(
                                "SELECT meta_data FROM domain_event ORDER BY global_index LIMIT 100", byte[].class))
                .isNotEmpty()
                .noneMatch(it -> new String(it, StandardCharsets.UTF_8).contains("traceparent"));
    }
}
