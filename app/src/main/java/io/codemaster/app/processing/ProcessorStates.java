package io.codemaster.app.processing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.processing.ProcessorState.Condition;

/** Looks at the processors of this process. */
@Component
public class ProcessorStates {

    private final Configuration axon;

    private final EventStore events;

    private final HeldSequences held;

    private final JdbcTemplate jdbc;

    private final ProcessorProperties properties;

    private final Clock clock;

    ProcessorStates(
            Configuration axon,
            EventStore events,
            HeldSequences held,
            JdbcTemplate jdbc,
            ProcessorProperties properties,
            Clock clock) {
        this.axon = axon;
        this.events = events;
        this.held = held;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** All of them, the feed first. */
    public List<ProcessorState> all() {
        var processing = Objects.requireNonNull(axon.eventProcessingConfiguration());
        var head = head();
        var counts = held.counts();
        return processing.eventProcessors().values().stream()
                .filter(IsolatingEventProcessor.class::isInstance)
                .map(IsolatingEventProcessor.class::cast)
                .map(it -> state(it, head, counts))
                .sorted(Comparator.comparing((ProcessorState it) -> order(it.kind()))
                        .thenComparing(ProcessorState::name))
                .toList();
    }

    private static int order(ProcessorSettings.Kind kind) {
        return switch (kind) {
            case FEED -> 0;
            case PROJECTION -> 1;
            case SAGA -> 2;
        };
    }

    private long head() {
        @Nullable TrackingToken token = events.createHeadToken();
        return token == null ? -1 : token.position().orElse(-1);
    }

    private ProcessorState state(IsolatingEventProcessor processor, long head, Map<String, Long> counts) {
        var segments = new ArrayList<>(processor.processingStatus().values());
        var slowest = segments.stream()
                .map(EventTrackerStatus::getTrackingToken)
                .min(Comparator.comparingLong(ProcessorStates::position));
        long position = slowest.map(ProcessorStates::position).orElse(-1L);
        long lag = segments.isEmpty() ? 0 : Math.max(0, head - position);
        long seconds = lag == 0 ? 0 : age(slowest.orElse(null), position).toSeconds();
        var error = segments.stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError)
                .filter(Objects::nonNull)
                .findFirst()
                .map(ProcessorStates::words)
                .orElse(null);
        var settings = processor.settings();
        return new ProcessorState(
                settings.group(),
                settings.kind(),
                condition(processor, segments.isEmpty(), error, seconds),
                segments.size(),
                settings.threads(),
                position < 0 ? null : position,
                lag,
                seconds,
                error,
                counts.getOrDefault(settings.group(), 0L));
    }

    private Condition condition(IsolatingEventProcessor processor, boolean idle, @Nullable String error, long seconds) {
        if (error != null) {
            return Condition.FAILING;
        }
        if (idle || !processor.isRunning()) {
            return Condition.STOPPED;
        }
        return seconds > properties.behindAfter().toSeconds() ? Condition.BEHIND : Condition.RUNNING;
    }

    private static String words(Throwable error) {
        var cause = CauseText.of(error);
        var type = cause.type().substring(cause.type().lastIndexOf('.') + 1);
        return cause.message().isEmpty() ? type : type + ": " + cause.message();
    }

    private static long position(@Nullable TrackingToken token) {
        if (token == null) {
            return -1;
        }
        @Nullable TrackingToken lower = WrappedToken.unwrapLowerBound(token);
        return lower == null ? -1 : lower.position().orElse(-1);
    }

    /** How old the next event is that the processor has to handle. */
    private Duration age(@Nullable TrackingToken token, long position) {
        var next = events instanceof EmbeddedEventStore ? stored(position) : streamed(token);
        return next.map(it -> Duration.between(it, clock.instant()))
                .filter(it -> !it.isNegative())
                .orElse(Duration.ZERO);
    }

    private Optional<Instant> stored(long position) {
        return jdbc
                .queryForList(
                        "SELECT time_stamp FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1",
                        String.class,
                        position)
                .stream()
                .findFirst()
                .map(DateTimeUtils::parseInstant);
    }

    @SuppressWarnings("NullAway") // no position is the beginning of the stream; Axon is not annotated
    private Optional<Instant> streamed(@Nullable TrackingToken token) {
        var stream = events.openStream(token);
        try {
            return stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)
                    ? stream.peek().map(it -> it.getTimestamp())
                    : Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            stream.close();
        }
    }
}
