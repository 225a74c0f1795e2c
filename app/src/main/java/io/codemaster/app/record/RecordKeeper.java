package io.codemaster.app.record;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the chain up with the events while the product runs. */
final class RecordKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RecordKeeper.class);

    private static final long PAUSE_MILLIS = 200;

    private static final long STOP_SECONDS = 10;

    private final RecordChain chain;

    private final BooleanSupplier turn;

    private @Nullable ScheduledExecutorService thread;

    private volatile boolean running;

    private boolean failing;

    /** @param turn whether this process is the one that links, asked before each look */
    RecordKeeper(RecordChain chain, BooleanSupplier turn) {
        this.chain = chain;
        this.turn = turn;
    }

    @Override
    public void start() {
        var scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
            var keeper = new Thread(work, "record-keeper");
            keeper.setDaemon(true);
            return keeper;
        });
        thread = scheduler;
        running = !scheduler
                .scheduleWithFixedDelay(this::keepUp, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                .isCancelled();
    }

    private void keepUp() {
        try {
            while (running && turn.getAsBoolean() && chain.advance()) {
                // there is more
            }
            if (failing) {
                failing = false;
                LOG.info("The chain over the record is kept again");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("The chain over the record cannot be kept; it is tried again, and nothing is left out", e);
            }
        }
    }

    /** Before the database goes; the end is signed. */
    @Override
    public void stop() {
        running = false;
        var scheduler = thread;
        if (scheduler == null) {
            return;
        }
        scheduler.shutdown();
        try {
            if (scheduler.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS) && turn.getAsBoolean()) {
                while (chain.advance()) {
                    // there is more
                }
                chain.checkpoint();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The end of the record is not signed; the next start goes on with it", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
