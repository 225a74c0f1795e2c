package io.codemaster.command.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.axonframework.modelling.command.AggregateNotFoundException;

/** Asks somebody else where the first one asked does not exist. */
public final class AbsenceFallback {

    private AbsenceFallback() {}

    /**
     * What the command came to, or what the other one comes to when there is no aggregate for the first.
     *
     * @param outcome what a command came to
     * @param other sends the other command
     */
    public static CompletableFuture<Object> orElse(
            CompletableFuture<Object> outcome, Supplier<CompletableFuture<Object>> other) {
        return outcome.exceptionallyCompose(failure -> isAbsence(failure)
                ? other.get()
                : CompletableFuture.failedFuture(
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure));
    }

    private static boolean isAbsence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AggregateNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
