package io.codemaster.query.codegen;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks into the read model for events that another process has stored and that nobody has told this one of. Often while
 * there is no other way to hear of them, now and then where there is.
 */
final class FeedPoll implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPoll.class);

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

    private final FeedTable table;

    private final InProcessFeedHub hub;

    private final Duration often;

    private final boolean needed;

    private final BooleanSupplier isTold;

    private @Nullable ScheduledExecutorService clock;

    private long lookedAt = System.nanoTime();

    /**
     * A look at every interval.
     *
     * @param often how often it looks while it is not told
     * @param needed whether another process may store events at all
     * @param isTold whether somebody tells of the events of other processes just now
     */
    FeedPoll(FeedTable table, InProcessFeedHub hub, Duration often, boolean needed, BooleanSupplier isTold) {
        this.table = table;
        this.hub = hub;
        this.often = often;
        this.needed = needed;
        this.isTold = isTold;
    }

    private void look() {
        try {
            if (isTold.getAsBoolean() && System.nanoTime() - lookedAt < NOW_AND_THEN.toNanos()) {
                return;
            }
            lookedAt = System.nanoTime();
            var others = hub.followed().stream()
                    .filter(it -> !hub.isStoredHere(it, RedisFeedHub.WRITER_NANOS))
                    .toList();
            table.lastSequences(others).forEach(hub::announce);
        } catch (RuntimeException e) {
            LOG.debug("The read model cannot be looked into; it is tried again", e);
        }
    }

    @Override
    public void start() {
        var scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "feed-poll");
            thread.setDaemon(true);
            return thread;
        });
        var looks =
                scheduler.scheduleWithFixedDelay(this::look, often.toMillis(), often.toMillis(), TimeUnit.MILLISECONDS);
        clock = looks.isCancelled() ? null : scheduler;
    }

    @Override
    public boolean isAutoStartup() {
        return needed;
    }

    @Override
    public void stop() {
        if (clock != null) {
            // without an interruption: the read model may be the embedded database
            clock.shutdown();
            clock = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
