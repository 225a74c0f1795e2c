package io.codemaster.app.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FeedOrigin;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;

/** Finds the stored event that an event of a run's stream was made from. */
@Component
class StoredEvents {

    /** What is stored of a run and not told in its stream. */
    private static final Set<String> UNTOLD =
            Set.of("GenerationRequested", "GenerationRetried", "GenerationCancelRequested", "InspectionRequested");

    private static final Set<String> ENDS = Set.of(
            "GenerationCompleted",
            "GenerationFailed",
            "GenerationCancelled",
            "InspectionAnswered",
            "InspectionFailed",
            "InspectionCancelled");

    private final EventStore store;

    StoredEvents(EventStore store) {
        this.store = store;
    }

    Optional<? extends DomainEventMessage<?>> behind(CodegenTaskId run, FeedOrigin origin) {
        return origin.event().equals("output")
                ? line(TranscriptId.of(run, origin.attempt()), origin.number())
                : step(run, origin);
    }

    /**
     * The line with this number. It cannot stand before its number in the aggregate, and each event found there says how
     * much further on the line is, so few events are read whatever the length.
     */
    private Optional<? extends DomainEventMessage<?>> line(TranscriptId transcript, long number) {
        long place = number;
        while (true) {
            var events = store.readEvents(transcript.value(), place);
            if (!events.hasNext()) {
                return Optional.empty();
            }
            var found = events.next();
            if (found.getPayload() instanceof OutputLineRecorded it && it.line().number() == number) {
                return Optional.of(found);
            }
            long passed = passed(found.getPayload());
            if (passed > number) {
                return Optional.empty();
            }
            place = found.getSequenceNumber() + Math.max(1, number - passed);
        }
    }

    private static long passed(Object event) {
        if (event instanceof OutputLineRecorded it) {
            return it.line().number();
        }
        return event instanceof WorkspaceTreeRecorded it ? it.afterLine() : 0;
    }

    private Optional<? extends DomainEventMessage<?>> step(CodegenTaskId run, FeedOrigin origin) {
        List<? extends DomainEventMessage<?>> candidates = store.readEvents(run.value())
                .asStream()
                .filter(it -> moment(it.getTimestamp()).equals(moment(origin.at())))
                .filter(it -> tells(it.getPayloadType().getSimpleName(), origin.event()))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(candidates.get((int) Math.min(Math.max(origin.number(), 1), candidates.size()) - 1));
    }

    private static boolean tells(String type, String event) {
        return switch (event) {
            case "error" -> type.endsWith("Failed");
            case "done" -> ENDS.contains(type);
            default -> !UNTOLD.contains(type);
        };
    }

    /** The store keeps milliseconds. */
    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
