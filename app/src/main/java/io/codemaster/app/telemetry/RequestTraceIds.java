package io.codemaster.app.telemetry;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives a request's first span the trace id that the request is answered with; all others get a new one. */
final class RequestTraceIds implements IdGenerator {

    private static final IdGenerator RANDOM = IdGenerator.random();

    private final ThreadLocal<@Nullable String> next = new ThreadLocal<>();

    /** The next trace that this thread begins has this id: 32 hexadecimal digits. */
    void next(String traceId) {
        next.set(traceId);
    }

    @Override
    public String generateSpanId() {
        return RANDOM.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        var wanted = next.get();
        if (wanted == null) {
            return RANDOM.generateTraceId();
        }
        next.remove();
        return wanted;
    }
}
