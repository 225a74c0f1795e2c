package io.codemaster.app.store.rebuild;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Says on a terminal how a rebuild goes on. */
final class RebuildWatch {

    private static final long LOOK_MILLIS = 200;

    private static final long SAY_NANOS = Duration.ofSeconds(2).toNanos();

    private RebuildWatch() {}

    /** Returns when it is done. */
    static Rebuild follow(RunningRebuild rebuild, Consumer<String> console) {
        console.accept(RebuildWords.beginning(rebuild.names().size(), rebuild.compareOnly()));
        int said = 0;
        long next = System.nanoTime() + SAY_NANOS;
        while (true) {
            var done = isDone(rebuild);
            var state = rebuild.state();
            for (; said < state.views().size(); said++) {
                console.accept(RebuildWords.of(state.views().get(said)));
            }
            if (done) {
                return state;
            }
            if (state.views().isEmpty() && System.nanoTime() - next > 0) {
                next = System.nanoTime() + SAY_NANOS;
                console.accept(RebuildWords.progress(state));
            }
        }
    }

    private static boolean isDone(RunningRebuild rebuild) {
        try {
            rebuild.end().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a rebuild ends with its state", e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
