package io.codemaster.executor.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/** How an attempt is told to stop, at any moment and from any thread. Only the first reason counts. */
public final class StopSignal {

    private final CompletableFuture<Reason> stopped = new CompletableFuture<>();

    /** Why an attempt is stopped from outside. */
    public enum Reason {
        /** Somebody asked for it. */
        CANCELLED,
        /** The product is being stopped; the attempt is tried again later. */
        SHUTDOWN,
        /** Another worker may have the attempt by now; nothing that comes of it here counts. */
        LEASE_LOST
    }

    /** Tells the attempt to stop. */
    public void stop(Reason reason) {
        stopped.complete(reason);
    }

    /** Whether somebody said stop. */
    public boolean isStopped() {
        return stopped.isDone();
    }

    /** Why, or null when nobody said stop. */
    public @Nullable Reason reason() {
        return stopped.getNow(null);
    }

    /** Completes when somebody says stop; whoever waits elsewhere hooks in here. */
    public CompletionStage<Reason> whenStopped() {
        return stopped.minimalCompletionStage();
    }
}
