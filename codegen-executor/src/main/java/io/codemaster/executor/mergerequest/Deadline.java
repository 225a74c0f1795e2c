package io.codemaster.executor.mergerequest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.codemaster.executor.shared.MergeTrouble;

/** Ends a platform's operation in time, even one whose library waits for bytes that trickle. */
final class Deadline {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "platform-call");
        thread.setDaemon(true);
        return thread;
    });

    private Deadline() {}

    /** Runs it in a thread of its own and waits no longer than this. */
    static <T> T within(Duration limit, PlatformErrors errors, Callable<T> operation) throws MergeTrouble {
        var running = THREADS.submit(operation);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            running.cancel(true);
            throw errors.silent(late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof MergeTrouble trouble) {
                throw trouble;
            }
            throw errors.noAnswer(failed);
        } catch (InterruptedException stopping) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw errors.silent(stopping);
        }
    }
}
