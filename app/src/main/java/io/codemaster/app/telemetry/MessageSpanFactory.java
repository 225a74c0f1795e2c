package io.codemaster.app.telemetry;

import java.util.function.Supplier;

import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanAttributesProvider;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.SpanScope;

import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.RecordOutput;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/**
 * Makes the spans of Axon's messages. The context travels in a message's metadata, so that whoever handles it, in another
 * thread, in another process or after a restart, goes on in the same trace.
 *
 * <p>The agent's lines have no spans: there are thousands of them, and the calls of its tools have spans of their own.
 */
final class MessageSpanFactory implements SpanFactory {

    private static final Span NOTHING = NoOpSpanFactory.INSTANCE.createRootTrace(() -> "nothing");

    private final Tracer tracer;

    MessageSpanFactory(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span createRootTrace(Supplier<String> name) {
        return new MessageSpan(tracer.spanBuilder(name.get()).setNoParent());
    }

    @Override
    public Span createHandlerSpan(
            Supplier<String> name, Message<?> parent, boolean isChildTrace, Message<?>... linked) {
        var sender = MessageContext.of(parent);
        var sent = io.opentelemetry.api.trace.Span.fromContext(sender).getSpanContext();
        if (isLine(parent) || isHistory(parent, isChildTrace, sent)) {
            return NOTHING;
        }
        var builder = builder(name, parent).setSpanKind(SpanKind.CONSUMER);
        return new MessageSpan(
                isChildTrace ? builder.setParent(sender) : builder.setNoParent().addLink(sent));
    }

    /** An event of no trace, or one that is handled long after, as in a rebuild: thousands of traces of one span each. */
    private static boolean isHistory(Message<?> message, boolean isChildTrace, SpanContext sent) {
        return message instanceof EventMessage<?>
                && !(message instanceof DeadlineMessage<?>)
                && (!isChildTrace || !sent.isValid());
    }

    @Override
    public Span createDispatchSpan(Supplier<String> name, Message<?> parent, Message<?>... linked) {
        return isLine(parent) ? NOTHING : new MessageSpan(builder(name, parent).setSpanKind(SpanKind.PRODUCER));
    }

    /** What Axon does by itself, as loading an aggregate, is of no interest to those who follow a run. */
    @Override
    public Span createInternalSpan(Supplier<String> name) {
        return NOTHING;
    }

    /** Only within a span: what belongs to no trace begins none. */
    @Override
    public Span createInternalSpan(Supplier<String> name, Message<?> message) {
        var current = io.opentelemetry.api.trace.Span.current().getSpanContext();
        return isLine(message) || !current.isValid() ? NOTHING : new MessageSpan(builder(name, message));
    }

    /** Attributes are those below and no others: metadata holds addresses and names of people. */
    @Override
    public void registerSpanAttributeProvider(SpanAttributesProvider provider) {
        // none is wanted
    }

    @Override
    @SuppressWarnings("unchecked") // a message with more metadata is of the same kind
    public <M extends Message<?>> M propagateContext(M message) {
        if (isLine(message)) {
            return message;
        }
        var context = MessageContext.toMetaData(Context.current());
        return context.isEmpty() ? message : (M) message.andMetaData(context);
    }

    private SpanBuilder builder(Supplier<String> name, Message<?> message) {
        var labels = LogLabels.ofPayload(message.getPayload());
        var builder =
                tracer.spanBuilder(name.get() + " " + message.getPayloadType().getSimpleName());
        builder.setAttribute("messaging.system", "axon");
        builder.setAttribute("messaging.message.id", message.getIdentifier());
        var run = labels.get(LogLabels.RUN);
        if (run != null) {
            builder.setAttribute("gen_ai.conversation.id", run);
        }
        return builder;
    }

    private static boolean isLine(Message<?> message) {
        var type = message.getPayloadType();
        return type == OutputLineRecorded.class || type == RecordOutput.class;
    }

    /** The context in the metadata, by W3C's header. */
    private static final class MessageContext {

        private MessageContext() {}

        static Context of(Message<?> message) {
            return W3CTraceContextPropagator.getInstance()
                    .extract(Context.root(), message.getMetaData(), new MetaDataGetter());
        }

        static java.util.Map<String, String> toMetaData(Context context) {
            var data = new java.util.HashMap<String, String>();
            W3CTraceContextPropagator.getInstance().inject(context, data, (into, key, value) -> {
                if (into != null) {
                    into.put(key, value);
                }
            });
            return data;
        }
    }

    /** A span of OpenTelemetry in Axon's words. */
    private static final class MessageSpan implements Span {

        private final SpanBuilder builder;

        private io.opentelemetry.api.trace.Span span = io.opentelemetry.api.trace.Span.getInvalid();

        MessageSpan(SpanBuilder builder) {
            this.builder = builder;
        }

        @Override
        public Span start() {
            span = builder.startSpan();
            return this;
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // whoever asked for the scope closes it
        public SpanScope makeCurrent() {
            return span.makeCurrent()::close;
        }

        @Override
        public void end() {
            span.end();
        }

        /** Without its message, which may quote what somebody wrote. */
        @Override
        public Span recordException(Throwable failure) {
            span.setAttribute("error.type", failure.getClass().getName());
            span.setStatus(StatusCode.ERROR);
            return this;
        }

        @Override
        public Span addAttribute(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }
    }
}
