package io.codemaster.app.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events and links in one database, which leaves out itself what is not wanted. */
@Component
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class TablePlacedEvents implements PlacedEvents {

    private static final String COLUMNS = "l.position, d.global_index, d.event_identifier, d.aggregate_identifier,"
            + " d.sequence_number, d.aggregate_type, d.time_stamp, d.payload_type, d.payload_revision, d.meta_data";

    private static final String FROM = " FROM record_link l JOIN domain_event d ON d.global_index = l.global_index";

    private final JdbcTemplate jdbc;

    TablePlacedEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlacedEvent> read(long after, long until, int limit, List<String> classes) {
        var arguments = new ArrayList<Object>(List.of(after, until));
        arguments.addAll(classes);
        arguments.add(limit);
        return Objects.requireNonNull(jdbc.query(
                "SELECT " + COLUMNS + ", CASE WHEN OCTET_LENGTH(d.payload) <= " + INLINE + " THEN d.payload END" + FROM
                        + " WHERE l.position > ? AND l.position <= ? AND d.payload_type IN ("
                        + String.join(", ", Collections.nCopies(classes.size(), "?"))
                        + ") ORDER BY l.position LIMIT ?",
                rows -> {
                    var events = new ArrayList<PlacedEvent>();
                    long bytes = 0;
                    while (bytes < PAGE_BYTES && rows.next()) {
                        var next = event(rows);
                        bytes += next.data().getPayload().getData().length;
                        events.add(next);
                    }
                    return events;
                },
                arguments.toArray()));
    }

    @Override
    public Optional<PlacedEvent> at(long position) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + ", d.payload" + FROM + " WHERE l.position = ?",
                        (row, number) -> event(row),
                        position)
                .stream()
                .findFirst();
    }

    private static PlacedEvent event(ResultSet row) throws SQLException {
        return PlacedEvent.of(
                row.getLong(1),
                row.getLong(2),
                row.getString(6),
                row.getString(4),
                row.getLong(5),
                row.getString(3),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getBytes(11),
                row.getBytes(10));
    }
}
