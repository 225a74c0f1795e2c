package io.codemaster.app.web;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.grpc.StatusRuntimeException;

/**
 * Sends a command again while nobody can take it: Axon Server, or every process that knows the command, is away. Ends after
 * a minute and a half. Whatever is sent this way may be sent twice.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private static final int MOST_TRIES = 24;

    private static final long FIRST_PAUSE_MILLIS = 200;

    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private static final int DEEPEST = 20;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        var thread = new Thread(task, "command-again");
        thread.setDaemon(true);
        return thread;
    });

    /** How a command is sent once. */
    interface Way {
        <C, R> void send(C command, CommandCallback<? super C, ? super R> callback);
    }

    <C, R> void send(C command, CommandCallback<C, R> callback, Way way) {
        attempt(command, callback, way, 1);
    }

    private <C, R> void attempt(C command, CommandCallback<C, R> callback, Way way, int number) {
        try {
            way.<C, R>send(command, (sent, result) -> {
                if (result.isExceptional() && number < MOST_TRIES && isPassing(result.exceptionResult())) {
                    later(command, callback, way, number, result.exceptionResult());
                } else {
                    callback.onResult(
                            GenericCommandMessage.asCommandMessage(command),
                            GenericCommandResultMessage.asCommandResultMessage(result));
                }
            });
        } catch (RuntimeException failure) {
            if (number < MOST_TRIES && isPassing(failure)) {
                later(command, callback, way, number, failure);
            } else {
                callback.onResult(
                        GenericCommandMessage.asCommandMessage(command),
                        GenericCommandResultMessage.asCommandResultMessage(failure));
            }
        }
    }

    private <C, R> void later(C command, CommandCallback<C, R> callback, Way way, int number, Throwable failure) {
        if (number == 1) {
            LOG.warn(
                    "{} cannot be sent now, trying again: {}",
                    command.getClass().getSimpleName(),
                    failure.toString());
        }
        var pause = Math.min(FIRST_PAUSE_MILLIS << Math.min(number - 1, 10), LONGEST_PAUSE_MILLIS);
        var planned = clock.schedule(() -> attempt(command, callback, way, number + 1), pause, TimeUnit.MILLISECONDS);
        if (planned.isCancelled()) {
            LOG.debug("Left undone, as the process stops");
        }
    }

    /** Whether nobody was there, or somebody was cut off. */
    static boolean isPassing(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof NoHandlerForCommandException
                    || cause instanceof AxonServerCommandDispatchException
                    || cause instanceof AxonServerException
                    || cause instanceof io.axoniq.axonserver.connector.AxonServerException
                    || cause instanceof StatusRuntimeException
                    || cause instanceof FailedElsewhere.Failed) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
