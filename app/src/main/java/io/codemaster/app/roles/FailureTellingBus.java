package io.codemaster.app.roles;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

import io.codemaster.api.shared.RemoteFailure;

/** Gives every failure of a command a kind that survives the way to another process, where its class does not. */
public final class FailureTellingBus implements CommandBus {

    private static final int DEEPEST = 20;

    /** How Axon Server says that somebody else was first; the connector does not translate it at a commit. */
    private static final String SEQUENCE_TAKEN = "[AXONIQ-2000]";

    private final CommandBus local;

    /** Wraps the bus that handles the commands of this process. */
    public FailureTellingBus(CommandBus local) {
        this.local = local;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        local.dispatch(command);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        local.<C, R>dispatch(command, (sent, result) -> {
            if (result.isExceptional()) {
                callback.onResult(
                        sent, new GenericCommandResultMessage<>(told(result.exceptionResult()), result.getMetaData()));
            } else {
                callback.onResult(sent, result);
            }
        });
    }

    static Throwable told(Throwable failure) {
        if (failure instanceof CommandExecutionException execution
                && execution.getDetails().isPresent()) {
            return failure;
        }
        return new CommandExecutionException(
                String.valueOf(failure.getMessage()), failure, new RemoteFailure(kind(failure), failure.toString()));
    }

    private static RemoteFailure.Kind kind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof AggregateNotFoundException) {
                return RemoteFailure.Kind.ABSENT;
            }
            if (cause instanceof ConcurrencyException
                    || cause instanceof AggregateStreamCreationException
                    || String.valueOf(cause.getMessage()).contains(SEQUENCE_TAKEN)) {
                return RemoteFailure.Kind.CONFLICT;
            }
            cause = cause.getCause();
        }
        return RemoteFailure.Kind.FAILED;
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        return local.subscribe(name, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerHandlerInterceptor(interceptor);
    }
}
