package io.codemaster.app.telemetry;

import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import io.codemaster.app.store.NodeId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Traces, where somebody wants them. Where nobody does, every span is nothing and no thread is started for them. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final String INSTRUMENTATION = "io.codemaster";

    @Bean
    RequestTraceIds requestTraceIds() {
        return new RequestTraceIds();
    }

    /** Whether a trace is recorded follows from its id alone, so that no caller decides it and all processes agree. */
    @Bean
    OpenTelemetry openTelemetry(TracingProperties properties, RequestTraceIds ids, NodeId node) {
        var endpoint = properties.otlpEndpoint();
        if (endpoint == null) {
            return OpenTelemetry.noop();
        }
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint);
        properties.headersByName().forEach(exporter::addHeader);
        var provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.traceIdRatioBased(properties.sampling()))
                .setResource(Resource.getDefault().toBuilder()
                        .put(AttributeKey.stringKey("service.name"), "codemaster")
                        .put(AttributeKey.stringKey("service.instance.id"), node.value())
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .build();
        return OpenTelemetrySdk.builder()
                .setTracerProvider(provider)
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    @Bean
    SpanFactory spanFactory(TracingProperties properties, OpenTelemetry telemetry) {
        return properties.otlpEndpoint() == null
                ? NoOpSpanFactory.INSTANCE
                : new MessageSpanFactory(telemetry.getTracer(INSTRUMENTATION));
    }

    @Bean
    FilterRegistrationBean<RequestSpanFilter> requestSpans(
            TracingProperties properties, OpenTelemetry telemetry, RequestTraceIds ids) {
        var registration =
                new FilterRegistrationBean<>(new RequestSpanFilter(telemetry.getTracer(INSTRUMENTATION), ids));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setEnabled(properties.otlpEndpoint() != null);
        return registration;
    }
}
