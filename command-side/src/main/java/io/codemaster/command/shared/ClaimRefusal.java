package io.codemaster.command.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

import io.codemaster.api.shared.CommandRejected;

/** Says in words that a value was taken, where the event store only says that an aggregate of that name exists. */
public final class ClaimRefusal {

    private ClaimRefusal() {}

    /**
     * Replaces the store's refusal by one that a person understands; every other outcome passes unchanged.
     *
     * @param outcome what a command came to
     * @param refusal what to say when its claim was taken
     */
    public static <T> CompletableFuture<T> explain(CompletableFuture<T> outcome, CommandRejected refusal) {
        return outcome.handle((result, failure) -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
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
