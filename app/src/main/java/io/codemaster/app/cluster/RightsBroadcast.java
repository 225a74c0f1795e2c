package io.codemaster.app.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.app.roles.OnJoined;
import io.codemaster.app.security.session.RightsFromElsewhere;
import io.codemaster.query.shared.RightsChanged;

/**
 * Tells every process that somebody signed out, was disabled, or may do less than before: what this process hears goes into a
 * table, and what others wrote there is told here within half a second.
 */
@Component
@Conditional(OnJoined.class)
class RightsBroadcast implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RightsBroadcast.class);

    private static final Duration EVERY = Duration.ofMillis(500);

    /** Rows become visible in another order than that of their numbers, so that the last seconds are read again. */
    private static final int LOOK_BACK_SECONDS = 15;

    private static final int KEPT_SECONDS = 120;

    private static final Duration END = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;

    private final RightsFromElsewhere elsewhere;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "rights-broadcast");
        thread.setDaemon(true);
        return thread;
    });

    private Set<Long> told = new HashSet<>();

    private volatile boolean running;

    RightsBroadcast(JdbcTemplate jdbc, RightsFromElsewhere elsewhere) {
        this.jdbc = jdbc;
        this.elsewhere = elsewhere;
    }

    @EventListener
    void on(RightsChanged change) {
        if (!elsewhere.isTelling()) {
            jdbc.update(
                    "INSERT INTO rights_change (user_id, changed_s) VALUES (?, UNIX_TIMESTAMP())",
                    change.userId().value());
        }
    }

    /** What has come since; also what this process wrote itself, which does no harm. */
    void passOn() {
        var recent = new HashSet<Long>();
        jdbc.query(
                "SELECT id, user_id FROM rights_change WHERE changed_s >= UNIX_TIMESTAMP() - ?",
                row -> {
                    recent.add(row.getLong("id"));
                    if (!told.contains(row.getLong("id"))) {
                        elsewhere.tell(new UserId(row.getString("user_id")));
                    }
                },
                LOOK_BACK_SECONDS);
        told = recent;
    }

    private void turn() {
        try {
            passOn();
            if (told.isEmpty()) {
                jdbc.update("DELETE FROM rights_change WHERE changed_s < UNIX_TIMESTAMP() - ?", KEPT_SECONDS);
            }
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("What other processes tell of rights is not known now: {}", databaseIsAway.toString());
        }
    }

    @Override
    public void start() {
        var series =
                clock.scheduleWithFixedDelay(this::turn, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        running = !series.isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        clock.shutdown();
        try {
            if (!clock.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Changes of rights were still being passed on when this process ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
