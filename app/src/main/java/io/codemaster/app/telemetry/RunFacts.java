package io.codemaster.app.telemetry;

import java.time.Instant;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.api.inspection.InspectionRequested;

/** What is known of a run at its end and no event of the end says: whose it is and when it was asked for. */
@Component
class RunFacts {

    /**
     * A run as its first events tell of it.
     *
     * @param projectId null where nothing is stored of the run
     * @param since when it was asked for, the last time; null as above
     */
    record Facts(@Nullable String projectId, @Nullable Instant since) {}

    private final EventStore store;

    RunFacts(EventStore store) {
        this.store = store;
    }

    /** Reads the run's lifecycle, which is some tens of events. */
    Facts of(String run) {
        String project = null;
        Instant since = null;
        var events = store.readEvents(run, 0);
        while (events.hasNext()) {
            var event = events.next();
            var payload = event.getPayload();
            if (payload instanceof GenerationRequested requested) {
                project = requested.order().projectId().value();
                since = event.getTimestamp();
            } else if (payload instanceof InspectionRequested requested) {
                project = requested.order().projectId().value();
                since = event.getTimestamp();
            } else if (payload instanceof GenerationRetried) {
                since = event.getTimestamp();
            }
        }
        return new Facts(project, since);
    }
}
