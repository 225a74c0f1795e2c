package io.codemaster.query.codegen;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the table for the readers of this process, where another process may write it. One question for all streams that
 * are followed, ten times a second, and none while nothing is followed.
 */
@Component
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
class FeedWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);

    private static final long EVERY_MILLIS = 100;

    private final InProcessFeedHub hub;

    private final FeedTable table;

    private final FeedProperties properties;

    /** The number up to which the readers of each stream were told. */
    private final Map<String, Long> told = new HashMap<>();

    private @Nullable ScheduledExecutorService clock;

    private volatile boolean running;

    FeedWatch(InProcessFeedHub hub, FeedTable table, FeedProperties properties) {
        this.hub = hub;
        this.table = table;
        this.properties = properties;
    }

    /** Hands over what is new. */
    void look() {
        var followed = hub.followed();
        told.keySet().retainAll(followed);
        table.lastSequences(followed).forEach((task, newest) -> {
            // whoever read the table before it was first looked at here learns by one event that there is more
            long from = told.getOrDefault(task, newest - 1);
            if (newest > from) {
                var rows = table.after(task, from, properties.pageRows(), (int)
                        properties.pageBytes().toBytes());
                if (!rows.isEmpty()) {
                    hub.publish(rows);
                    told.put(task, rows.get(rows.size() - 1).sequence());
                }
            }
        });
    }

    private void turn() {
        try {
            look();
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("The streams cannot be followed now: {}", databaseIsAway.toString());
        }
    }

    @Override
    public void start() {
        var scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "feed-watch");
            thread.setDaemon(true);
            return thread;
        });
        clock = scheduler;
        var series = scheduler.scheduleWithFixedDelay(this::turn, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        running = !series.isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
