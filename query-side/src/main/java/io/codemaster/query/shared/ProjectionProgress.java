package io.codemaster.query.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;

import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.AwaitProjections;

/**
 * Lets somebody who wrote wait until the views show it. One thread looks at the processors' positions for all who wait,
 * and sleeps while nobody does.
 */
@Component
class ProjectionProgress {

    private static final long GRANULARITY_NANOS = Duration.ofMillis(2).toNanos();

    /** Where a look is a question to the database. */
    private static final long SHARED_GRANULARITY_NANOS = Duration.ofMillis(15).toNanos();

    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String READ_SIDE = "io.codemaster.query.";

    private final ListableBeanFactory beans;

    private final ObjectProvider<Configuration> axon;

    private final ObjectProvider<SharedPositions> shared;

    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    private final Thread watcher;

    private volatile boolean stopped;

    private volatile @Nullable Set<String> groups;

    ProjectionProgress(
            ListableBeanFactory beans, ObjectProvider<Configuration> axon, ObjectProvider<SharedPositions> shared) {
        this.beans = beans;
        this.axon = axon;
        this.shared = shared;
        watcher = new Thread(this::watch, "projection-progress");
        watcher.setDaemon(true);
        watcher.start();
    }

    @QueryHandler
    CompletableFuture<Boolean> handle(AwaitProjections query) {
        if (allPassed(query.position())) {
            return CompletableFuture.completedFuture(true);
        }
        var waiter = new Waiter(query.position(), System.nanoTime() + PATIENCE_NANOS, new CompletableFuture<>());
        waiters.add(waiter);
        LockSupport.unpark(watcher);
        return waiter.answer();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!stopped) {
            if (waiters.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(
                        this, shared.getIfAvailable() == null ? GRANULARITY_NANOS : SHARED_GRANULARITY_NANOS);
                waiters.removeIf(this::isSettled);
            }
        }
        waiters.forEach(it -> it.answer().complete(false));
    }

    private boolean isSettled(Waiter waiter) {
        try {
            if (allPassed(waiter.position())) {
                return waiter.answer().complete(true) || waiter.answer().isDone();
            }
            if (System.nanoTime() - waiter.deadline() > 0) {
                return waiter.answer().complete(false) || waiter.answer().isDone();
            }
            return false;
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
            return true;
        }
    }

    private boolean allPassed(long position) {
        var elsewhere = shared.getIfAvailable();
        if (elsewhere != null) {
            var positions = elsewhere.byGroup();
            return groups().stream().allMatch(it -> {
                var segments = positions.getOrDefault(it, List.of());
                return !segments.isEmpty() && segments.stream().allMatch(token -> hasPassed(token, position));
            });
        }
        var processing = Optional.ofNullable(axon.getObject().eventProcessingConfiguration());
        return processing.isPresent() && groups().stream().allMatch(it -> hasPassed(processing.get(), it, position));
    }

    private static boolean hasPassed(EventProcessingConfiguration processing, String group, long position) {
        Optional<EventProcessor> processor = processing.eventProcessorByProcessingGroup(group);
        if (processor.isEmpty() || !(processor.get() instanceof StreamingEventProcessor streaming)) {
            return true;
        }
        var segments = List.copyOf(streaming.processingStatus().values());
        return !segments.isEmpty() && segments.stream().allMatch(it -> hasPassed(it.getTrackingToken(), position));
    }

    static boolean hasPassed(@Nullable TrackingToken token, long position) {
        if (token == null) {
            return false;
        }
        var lower = WrappedToken.unwrapLowerBound(token);
        if (lower instanceof GapAwareTrackingToken gapAware) {
            return gapAware.getIndex() >= position && !gapAware.getGaps().contains(position);
        }
        return lower != null && lower.position().orElse(-1) >= position;
    }

    private Set<String> groups() {
        var known = groups;
        if (known == null) {
            known = beans.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
                    .map(AopUtils::getTargetClass)
                    .filter(it -> it.getName().startsWith(READ_SIDE))
                    .map(it -> AnnotatedElementUtils.getMergedAnnotation(it, ProcessingGroup.class))
                    .filter(it -> it != null)
                    .map(ProcessingGroup::value)
                    .collect(Collectors.toUnmodifiableSet());
            groups = known;
        }
        return known;
    }

    private record Waiter(long position, long deadline, CompletableFuture<Boolean> answer) {}
}
