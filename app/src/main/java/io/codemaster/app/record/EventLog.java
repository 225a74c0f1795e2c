package io.codemaster.app.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;

/** The events of the database in their global order, as they are stored. */
final class EventLog {

    private static final String SELECT =
            "SELECT global_index, event_identifier, aggregate_identifier, sequence_number, aggregate_type, time_stamp,"
                    + " payload_type, payload_revision, payload, meta_data FROM domain_event ";

    private final JdbcTemplate jdbc;

    EventLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The events with these numbers, in order. */
    List<RecordedEvent> of(List<Long> numbers) {
        var marks = String.join(", ", Collections.nCopies(numbers.size(), "?"));
        return events("WHERE global_index IN (" + marks + ") ORDER BY global_index", numbers.toArray());
    }

    /** What follows this number, in order, as many as are asked for or fewer at the end. */
    List<RecordedEvent> after(long globalIndex, int limit) {
        return events("WHERE global_index > ? ORDER BY global_index LIMIT ?", globalIndex, limit);
    }

    Optional<RecordedEvent> find(String eventId) {
        return events("WHERE event_identifier = ?", eventId).stream().findFirst();
    }

    private List<RecordedEvent> events(String which, Object... arguments) {
        return jdbc.query(SELECT + which, (row, number) -> event(row), arguments);
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }

    boolean contains(String eventId) {
        return !jdbc.queryForList(
                        "SELECT global_index FROM domain_event WHERE event_identifier = ?", Long.class, eventId)
                .isEmpty();
    }
}
