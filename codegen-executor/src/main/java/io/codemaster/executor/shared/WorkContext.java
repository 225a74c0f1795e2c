package io.codemaster.executor.shared;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.opentelemetry.context.Context;

/**
 * What a thread works for: the labels of its log lines and the span that it is in. Both end at the thread, so whoever goes
 * on in another thread takes them along.
 */
public final class WorkContext {

    /** For nothing in particular. */
    public static final WorkContext NONE = new WorkContext(null, Context.root());

    private final @Nullable Map<String, String> labels;

    private final Context span;

    private WorkContext(@Nullable Map<String, String> labels, Context span) {
        this.labels = labels;
        this.span = span;
    }

    /** What this thread works for now. */
    public static WorkContext current() {
        return new WorkContext(MDC.getCopyOfContextMap(), Context.current());
    }

    /** The same work, done for it. */
    public Runnable wrap(Runnable work) {
        return () -> {
            var before = MDC.getCopyOfContextMap();
            label(labels);
            try {
                span.wrap(work).run();
            } finally {
                label(before);
            }
        };
    }

    private static void label(@Nullable Map<String, String> labels) {
        if (labels == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(labels);
        }
    }
}
