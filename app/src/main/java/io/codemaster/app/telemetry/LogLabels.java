package io.codemaster.app.telemetry;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.codemaster.api.codegen.OutputLineRecorded;
import io.opentelemetry.api.trace.Span;

/**
 * Labels what is logged while a message is handled: the request that it goes back to, the run and the project that it is
 * about, its span.
 */
final class LogLabels implements MessageHandlerInterceptor<Message<?>> {

    static final String TRACE = "traceId";

    static final String REQUEST = "requestId";

    static final String SPAN = "spanId";

    static final String RUN = "runId";

    static final String PROJECT = "projectId";

    /** Fields of messages, by the label that they give; the first that is there counts. */
    private static final Map<String, String> FIELDS =
            Map.of("taskId", RUN, "runId", RUN, "transcriptId", RUN, "projectId", PROJECT);

    private static final ClassValue<List<Field>> KNOWN = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private record Field(String label, List<Method> path) {}

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> work, InterceptorChain chain) throws Exception {
        var message = work.getMessage();
        if (message.getPayloadType() == OutputLineRecorded.class) {
            // there are many, and their metadata stays unread
            return chain.proceed();
        }
        var before = MDC.getCopyOfContextMap();
        try {
            if (message.getMetaData().get(TRACE) instanceof String trace) {
                MDC.put(TRACE, trace);
                MDC.put(REQUEST, trace);
            }
            ofPayload(message.getPayload()).forEach(MDC::put);
            var span = Span.current().getSpanContext();
            if (span.isValid()) {
                MDC.put(TRACE, span.getTraceId());
                MDC.put(SPAN, span.getSpanId());
            }
            return chain.proceed();
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    /** The run and the project that a message says it is about; empty when it says neither. */
    static Map<String, String> ofPayload(@Nullable Object payload) {
        if (payload == null || !payload.getClass().isRecord()) {
            return Map.of();
        }
        var labels = new HashMap<String, String>();
        for (var field : KNOWN.get(payload.getClass())) {
            var value = read(payload, field.path());
            if (value != null) {
                labels.put(field.label(), field.label().equals(RUN) ? run(value) : value);
            }
        }
        return labels;
    }

    /** A transcript is named by its run and the attempt. */
    private static String run(String value) {
        var attempt = value.indexOf(':');
        return attempt < 0 ? value : value.substring(0, attempt);
    }

    private static @Nullable String read(Object payload, List<Method> path) {
        Object value = payload;
        try {
            for (var accessor : path) {
                if (value == null) {
                    return null;
                }
                value = accessor.invoke(value);
            }
        } catch (ReflectiveOperationException e) {
            return null;
        }
        return value == null ? null : value.toString();
    }

    private static List<Field> fields(Class<?> type) {
        var found = new ArrayList<Field>();
        if (!type.isRecord()) {
            return found;
        }
        for (var component : type.getRecordComponents()) {
            var label = FIELDS.get(component.getName());
            if (label != null && found.stream().noneMatch(it -> it.label().equals(label))) {
                found.add(new Field(label, List.of(component.getAccessor())));
            }
        }
        for (var component : type.getRecordComponents()) {
            if (component.getName().equals("order")
                    && found.stream().noneMatch(it -> it.label().equals(PROJECT))) {
                fields(component.getType()).stream()
                        .filter(it -> it.label().equals(PROJECT))
                        .forEach(it -> found.add(new Field(
                                PROJECT,
                                List.of(component.getAccessor(), it.path().get(0)))));
            }
        }
        return found;
    }
}
