package io.codemaster.app.web;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;

import io.codemaster.api.shared.RemoteFailure;

/** Gives a failure of another process the class that it had there, as far as anybody here decides by it. */
final class FailedElsewhere {

    private FailedElsewhere() {}

    static <R> CommandResultMessage<R> restored(CommandResultMessage<R> result) {
        if (result.isExceptional()
                && result.exceptionResult() instanceof HandlerExecutionException failure
                && failure.<Object>getDetails().orElse(null) instanceof RemoteFailure told) {
            return new GenericCommandResultMessage<>(restored(told), result.getMetaData());
        }
        return result;
    }

    private static RuntimeException restored(RemoteFailure told) {
        return switch (told.kind()) {
            case ABSENT -> new AggregateNotFoundException("?", told.text());
            case CONFLICT -> new ConcurrencyException(told.text());
            case NONSENSE, FAILED -> new Failed(told.text());
        };
    }

    /** Something failed in another process that may not fail again. */
    static final class Failed extends AxonTransientException {

        private static final long serialVersionUID = 1L;

        Failed(String text) {
            super("in another process: " + text);
        }
    }
}
