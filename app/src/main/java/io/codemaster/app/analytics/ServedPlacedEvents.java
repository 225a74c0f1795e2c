package io.codemaster.app.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;

/** Events in Axon Server and links in the database. What is not wanted is read too and left out here. */
@Component
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
class ServedPlacedEvents implements PlacedEvents {

    private static final int BATCH = 250;

    private final EventLog log;

    private final JdbcTemplate jdbc;

    ServedPlacedEvents(EventLog log, JdbcTemplate jdbc) {
        this.log = log;
        this.jdbc = jdbc;
    }

    private record Place(long position, long number) {}

    @Override
    public List<PlacedEvent> read(long after, long until, int limit, List<String> classes) {
        var wanted = Set.copyOf(classes);
        var events = new ArrayList<PlacedEvent>();
        long bytes = 0;
        for (var places = places(after, until); !places.isEmpty(); places = places(last(places), until)) {
            var byNumber = new HashMap<Long, RecordedEvent>();
            log.of(places.stream().map(Place::number).toList()).forEach(it -> byNumber.put(it.globalIndex(), it));
            for (var place : places) {
                var event = byNumber.get(place.number());
                if (event != null && wanted.contains(event.type())) {
                    var next = placed(place, event, false);
                    bytes += next.data().getPayload().getData().length;
                    events.add(next);
                    if (events.size() == limit || bytes >= PAGE_BYTES) {
                        return events;
                    }
                }
            }
        }
        return events;
    }

    private static long last(List<Place> places) {
        return places.get(places.size() - 1).position();
    }

    private List<Place> places(long after, long until) {
        return jdbc.query(
                "SELECT position, global_index FROM record_link WHERE position > ? AND position <= ?"
                        + " ORDER BY position LIMIT ?",
                (row, number) -> new Place(row.getLong(1), row.getLong(2)),
                after,
                until,
                BATCH);
    }

    @Override
    public Optional<PlacedEvent> at(long position) {
        return places(position - 1, position).stream()
                .findFirst()
                .flatMap(place ->
                        log.of(List.of(place.number())).stream().findFirst().map(event -> placed(place, event, true)));
    }

    private PlacedEvent placed(Place place, RecordedEvent event, boolean whole) {
        return PlacedEvent.of(
                place.position(),
                log.position(place.number()),
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.id(),
                event.time(),
                event.type(),
                event.revision(),
                whole || event.payload().length <= INLINE ? event.payload() : null,
                event.metadata());
    }
}
