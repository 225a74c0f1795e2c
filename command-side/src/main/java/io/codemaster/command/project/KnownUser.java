package io.codemaster.command.project;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.axonframework.modelling.command.AggregateNotFoundException;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Says in words that a request names a user who does not exist. */
final class KnownUser {

    private KnownUser() {}

    static <T> CompletableFuture<T> confirm(CompletableFuture<T> check, String field) {
        return check.handle((known, failure) -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof AggregateNotFoundException) {
                    throw new CommandRejected(
                            ErrorCode.IDENTITY_USER_UNKNOWN, "There is no such user. Choose one of the list.", field);
                }
            }
            if (failure != null) {
                throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
            }
            return known;
        });
    }
}
