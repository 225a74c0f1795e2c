package io.codemaster.app.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.roles.LivingProcesses;
import io.codemaster.app.roles.OnJoined;
import io.codemaster.app.roles.Role;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.security.CapacityProperties;
import io.codemaster.app.store.NodeId;

/**
 * Lets the processes of a role share the work of their event processors. Whoever comes first claims every segment; one that
 * has more than its part lets go of them one by one, and the others take what is free. What a dead process held is free when
 * its claims run out.
 */
@Component
@Conditional(OnJoined.class)
class ProcessorShares implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorShares.class);

    private static final Duration EVERY = Duration.ofSeconds(3);

    private static final int RELEASED_SECONDS = 15;

    private static final String SAGA = "-saga";

    /** Somebody waits for each line of it, so that it is the last to move. */
    private static final String FEED = "codegen-feed";

    private static final Duration END = Duration.ofSeconds(10);

    private final Roles roles;

    private final NodeId node;

    private final @Nullable Integer maxWorkers;

    private final LivingProcesses living;

    private final JdbcTemplate jdbc;

    private final ObjectProvider<EventProcessingConfiguration> processing;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "processor-shares");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean running;

    ProcessorShares(
            Roles roles,
            NodeId node,
            CapacityProperties capacity,
            LivingProcesses living,
            JdbcTemplate jdbc,
            ObjectProvider<EventProcessingConfiguration> processing) {
        this.roles = roles;
        this.node = node;
        this.maxWorkers = roles.has(Role.EXECUTOR) ? capacity.maxWorkers() : null;
        this.living = living;
        this.jdbc = jdbc;
        this.processing = processing;
    }

    private void turn() {
        try {
            living.sayAlive(node.value(), roles, maxWorkers);
            for (var role : List.of(Role.QUERY, Role.SAGA)) {
                if (roles.has(role)) {
                    share(role);
                }
            }
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("The processors' shares are not known now: {}", databaseIsAway.toString());
        }
    }

    private void share(Role role) {
        var processors = processors(role);
        long segments = stored(role);
        long mine = processors.stream()
                .mapToLong(it -> it.processingStatus().size())
                .sum();
        if (mine > part(segments, living.count(role))) {
            processors.stream()
                    .filter(it -> !it.processingStatus().isEmpty())
                    .min(Comparator.comparing(
                                    (StreamingEventProcessor it) -> it.getName().equals(FEED))
                            .thenComparing(StreamingEventProcessor::getName))
                    .ifPresent(ProcessorShares::letGo);
        }
    }

    /** How many segments each of so many processes has at most. */
    static long part(long segments, long processes) {
        return processes <= 1 ? segments : (segments + processes - 1) / processes;
    }

    private static void letGo(StreamingEventProcessor processor) {
        int segment = processor.processingStatus().keySet().iterator().next();
        LOG.info("Leaving segment {} of {} to another process", segment, processor.getName());
        processor.releaseSegment(segment, RELEASED_SECONDS, TimeUnit.SECONDS);
    }

    private List<StreamingEventProcessor> processors(Role role) {
        return processing.getObject().eventProcessors().values().stream()
                .filter(it -> it.getName().endsWith(SAGA) == (role == Role.SAGA))
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    private long stored(Role role) {
        return jdbc.queryForList("SELECT processor_name FROM processor_token", String.class).stream()
                .filter(it -> it.endsWith(SAGA) == (role == Role.SAGA))
                .filter(it -> processing.getObject().eventProcessors().containsKey(it))
                .count();
    }

    @Override
    public void start() {
        var series = clock.scheduleWithFixedDelay(this::turn, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        running = !series.isCancelled();
    }

    /** Whoever ends is missed at once. The turn that is under way ends first, and says nothing of this process after that. */
    @Override
    public void stop() {
        running = false;
        clock.shutdown();
        try {
            if (!clock.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("The processors' shares were still being looked at when this process ended");
            }
            living.forget(node.value());
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("The others notice a little later that this process ends: {}", databaseIsAway.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
