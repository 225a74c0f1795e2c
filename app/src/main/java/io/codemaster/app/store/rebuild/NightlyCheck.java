package io.codemaster.app.store.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Compares every read model with the events once a day, where that is configured, and changes none. */
@Component
class NightlyCheck implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyCheck.class);

    private final RebuildProperties properties;

    private final Rebuilds rebuilds;

    private final Clock clock;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "nightly-check");
        worker.setDaemon(true);
        return worker;
    });

    NightlyCheck(RebuildProperties properties, Rebuilds rebuilds, Clock clock) {
        this.properties = properties;
        this.rebuilds = rebuilds;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void plan() {
        properties.time().ifPresent(this::plan);
    }

    private void plan(LocalTime time) {
        var pause = until(ZonedDateTime.now(clock.withZone(ZoneId.systemDefault())), time);
        var planned = thread.schedule(
                () -> {
                    check();
                    plan(time);
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        LOG.debug("Read models are compared in {}: {}", pause, planned);
    }

    /** How long it is until the next such time; a whole day when it is just that. */
    static Duration until(ZonedDateTime now, LocalTime time) {
        var today = now.with(time);
        var next = today.isAfter(now) ? today : now.plusDays(1).with(time);
        return Duration.between(now, next);
    }

    /** Says what differs; nothing where a rebuild is under way, which compares too. */
    void check() {
        rebuilds.begin(Rebuilds.names(), true, null).ifPresent(begun -> {
            var result = begun.end().join();
            if (result.state() == Rebuild.State.RIGHT) {
                LOG.info("Every read model is what the events make");
                return;
            }
            result.views().stream()
                    .filter(it -> !it.isRight())
                    .forEach(it -> LOG.warn(
                            "The read model {} is not what the events make: {}. See Rebuild in docs/operations.md",
                            it.name(),
                            it.reason() == null ? it.tables() : it.reason()));
        });
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
