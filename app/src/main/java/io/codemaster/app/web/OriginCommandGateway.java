package io.codemaster.app.web;

import java.util.Map;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.opentelemetry.context.Context;

/**
 * Puts who asked into the metadata of each command. What follows on a command's answer, in whichever thread, still
 * belongs to the request.
 */
class OriginCommandGateway extends DefaultCommandGateway {

    /** Null where there is one process, whose parts are never away. */
    private final @Nullable Patience patience;

    OriginCommandGateway(CommandBus bus, boolean joined) {
        super(DefaultCommandGateway.builder().commandBus(bus));
        patience = joined ? new Patience() : null;
        registerDispatchInterceptor(labelling());
    }

    private static MessageDispatchInterceptor<CommandMessage<?>> labelling() {
        return commands -> (position, command) -> RequestOrigin.current()
                .<CommandMessage<?>>map(origin -> {
                    origin.sentCommand();
                    return command.andMetaData(origin.metaDataFor(command));
                })
                .orElseGet(() -> inTheTraceOf(command));
    }

    /** Workers that go on in threads of their own stay in the trace of whoever asked. */
    private static CommandMessage<?> inTheTraceOf(CommandMessage<?> command) {
        var trace = MDC.get(RequestTraceFilter.MDC_KEY);
        return trace == null || command.getMetaData().containsKey(RequestTraceFilter.MDC_KEY)
                ? command
                : command.andMetaData(Map.of(RequestTraceFilter.MDC_KEY, trace));
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> whenAnswered) {
        CommandCallback<? super C, ? super R> callback = inTheSpanOfNow(whenAnswered);
        var origin = RequestOrigin.current();
        if (origin.isEmpty()) {
            sendInBackground(command, callback);
            return;
        }
        super.<C, R>send(command, (sent, result) -> {
            var scope = origin.get().bind();
            try {
                callback.onResult(sent, FailedElsewhere.restored(result));
            } finally {
                scope.close();
            }
        });
    }

    /** What follows on the answer belongs to the span of whoever asked, in whichever thread that is. */
    @SuppressWarnings("try") // the scope is there to be closed
    private static <C, R> CommandCallback<? super C, ? super R> inTheSpanOfNow(
            CommandCallback<? super C, ? super R> callback) {
        var span = Context.current();
        if (span == Context.root()) {
            return callback;
        }
        return (CommandCallback<C, R>) (sent, result) -> {
            try (var scope = span.makeCurrent()) {
                callback.onResult(sent, result);
            }
        };
    }

    /** Whoever does not answer a request can wait for processes that are away. */
    private <C, R> void sendInBackground(C command, CommandCallback<? super C, ? super R> callback) {
        CommandCallback<C, R> restoring = (sent, result) -> callback.onResult(sent, FailedElsewhere.restored(result));
        if (patience == null) {
            super.send(command, restoring);
        } else {
            patience.<C, R>send(command, restoring, super::send);
        }
    }
}
