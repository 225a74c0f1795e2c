package io.codemaster.command.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.axonframework.modelling.command.AggregateNotFoundException;

import io.codemaster.api.shared.CommandRejected;

/** Says in words that a field of the request names something that does not exist. */
public final class AbsenceRefusal {

    private AbsenceRefusal() {}

    /**
     * Replaces the store's refusal by one that a person understands; every other outcome passes unchanged.
     *
     * @param outcome what a command came to
     * @param refusal what to say when there is no such aggregate
     */
    public static <T> CompletableFuture<T> explain(CompletableFuture<T> outcome, CommandRejected refusal) {
        return outcome.handle((result, failure) -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof AggregateNotFoundException) {
                    throw refusal;
                }
            }
            if (failure != null) {
                throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
            }
            return result;
        });
    }
}
