package io.codemaster.app.analytics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.AwaitProjections;
import io.codemaster.app.store.InstallationName;
import io.codemaster.query.shared.PublicAddress;

/**
 * The events in the order of the record's chain: an event has its number only once no other can come before it, so a reader
 * who goes on behind a number misses nothing and sees nothing twice. A reader sees the events of their projects, an
 * administrator all of them.
 */
@Component
class EventFeed {

    /** How many places one look passes at most where few types are wanted. */
    private static final int WINDOW = 20_000;

    private final PlacedEvents events;

    private final JdbcTemplate jdbc;

    private final Serializer serializer;

    private final Configuration axon;

    private final EventProjects projects;

    private final QueryGateway queries;

    private final InstallationName installation;

    private final PublicAddress address;

    EventFeed(
            PlacedEvents events,
            JdbcTemplate jdbc,
            @Qualifier("eventSerializer") Serializer serializer,
            Configuration axon,
            EventProjects projects,
            QueryGateway queries,
            InstallationName installation,
            PublicAddress address) {
        this.events = events;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.axon = axon;
        this.projects = projects;
        this.queries = queries;
        this.installation = installation;
        this.address = address;
    }

    /**
     * An event and its place.
     *
     * @param json the CloudEvent in one line
     */
    record Item(long position, String type, String json) {}

    /**
     * What follows a place.
     *
     * @param cursor the last place that was looked at: nothing up to it is left for this reader
     * @param more whether there is more at once
     */
    record Batch(List<Item> items, long cursor, boolean more) {}

    /** The number of the newest event that has one. */
    long head() {
        var head = jdbc.queryForObject("SELECT MAX(position) FROM record_link", Long.class);
        return head == null ? 0 : head;
    }

    /** What follows, in order, at most so many; fewer where their data would be many megabytes together. */
    Batch after(long cursor, int limit, FeedReader reader) {
        var head = head();
        if (cursor >= head) {
            return new Batch(List.of(), cursor, false);
        }
        var until = Math.min(head, cursor + WINDOW);
        var classes = reader.classes();
        var stored = classes.isEmpty() ? List.<PlacedEvent>of() : events.read(cursor, until, limit, classes);
        boolean full = stored.size() == limit || bytesOf(stored) >= PlacedEvents.PAGE_BYTES;
        long scanned = full ? stored.get(stored.size() - 1).position() : until;
        if (!reader.isUnbound()
                && !stored.isEmpty()
                && !isKnown(stored.get(stored.size() - 1).seenAt())) {
            // whose project is not known yet is not passed over: the next look finds it here
            return new Batch(List.of(), cursor, false);
        }
        return new Batch(published(stored, reader), scanned, scanned < head);
    }

    /** The data of one event, whatever its length; empty where there is none for the reader. */
    Optional<String> data(long position, FeedReader reader) {
        var found = events.at(position).map(List::of).orElse(List.of());
        return messages(visible(found, reader))
                .filter(it -> type(it).isPresent())
                .findFirst()
                .map(it -> PublishedEvent.data(it, serializer));
    }

    private static long bytesOf(List<PlacedEvent> stored) {
        return stored.stream()
                .mapToLong(it -> it.data().getPayload().getData().length)
                .sum();
    }

    private boolean isKnown(long position) {
        return queries.query(new AwaitProjections(position), ResponseTypes.instanceOf(Boolean.class))
                .join();
    }

    private List<PlacedEvent> visible(List<PlacedEvent> stored, FeedReader reader) {
        if (reader.isUnbound() || stored.isEmpty()) {
            return stored;
        }
        var mine = reader.all() ? Set.<String>of() : projects.of(reader.user());
        return stored.stream()
                .filter(it -> projects.of(
                                it.data().getAggregateIdentifier(),
                                it.data().getPayload().getData())
                        .filter(project -> reader.project() == null || project.equals(reader.project()))
                        .filter(project -> reader.all() || mine.contains(project))
                        .isPresent())
                .toList();
    }

    private List<Item> published(List<PlacedEvent> stored, FeedReader reader) {
        var visible = visible(stored, reader);
        var elsewhere = visible.stream()
                .filter(it -> !it.inline())
                .map(PlacedEvent::position)
                .collect(Collectors.toSet());
        return messages(visible)
                .flatMap(event -> type(event).stream().map(type -> {
                    var position = position(event);
                    return new Item(
                            position,
                            type.name(),
                            PublishedEvent.of(
                                    event,
                                    type,
                                    position,
                                    "urn:codemaster:" + installation.value(),
                                    address.url(),
                                    !elsewhere.contains(position),
                                    serializer));
                }))
                .toList();
    }

    private Stream<DomainEventMessage<?>> messages(List<PlacedEvent> stored) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        stored.stream().map(PlacedEvent::data), serializer, axon.upcasterChain())
                .filter(it -> it instanceof DomainEventMessage<?>)
                .map(it -> (DomainEventMessage<?>) it);
    }

    private static long position(DomainEventMessage<?> event) {
        return ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow();
    }

    private static Optional<EventType> type(DomainEventMessage<?> event) {
        return EventType.ofClass(event.getPayloadType().getName());
    }
}
