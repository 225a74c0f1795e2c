package io.codemaster.app.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.AwaitProjections;

/** Waits until what has been recorded can be read. */
@Component
public class ProjectionBarrier {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionBarrier.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventStore events;

    private final QueryGateway queries;

    ProjectionBarrier(EventStore events, QueryGateway queries) {
        this.events = events;
        this.queries = queries;
    }

    /**
     * Waits for everything recorded so far.
     *
     * @return true when it can be read; false after two seconds, or when there is nobody who could tell
     */
    public CompletableFuture<Boolean> passed() {
        try {
            var head = events.createHeadToken();
            if (head == null || head.position().isEmpty()) {
                return CompletableFuture.completedFuture(true);
            }
            return queries.query(new AwaitProjections(head.position().getAsLong()), Boolean.class)
                    .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> {
                        LOG.debug("Nobody tells how far the views are: {}", failure.toString());
                        return false;
                    });
        } catch (RuntimeException failure) {
            LOG.warn("Could not wait for the views", failure);
            return CompletableFuture.completedFuture(false);
        }
    }
}
