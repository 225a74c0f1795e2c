package io.codemaster.app.store.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;

/** The events of the database. */
public final class TableEventLog implements EventLog {

    private static final String SELECT =
            "SELECT global_index, event_identifier, aggregate_identifier, sequence_number, aggregate_type, time_stamp,"
                    + " payload_type, payload_revision, payload, meta_data FROM domain_event ";

    private final JdbcTemplate jdbc;

    /** @param jdbc of the database that has the table of events */
    public TableEventLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<RecordedEvent> of(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", Collections.nCopies(numbers.size(), "?"));
        return events("WHERE global_index IN (" + marks + ") ORDER BY global_index", numbers.toArray());
    }

    @Override
    public List<RecordedEvent> after(long number, int limit) {
        return events("WHERE global_index > ? ORDER BY global_index LIMIT ?", number, limit);
    }

    @Override
    public Optional<RecordedEvent> find(String eventId) {
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

    @Override
    public boolean contains(String eventId) {
        return !jdbc.queryForList(
                        "SELECT global_index FROM domain_event WHERE event_identifier = ?", Long.class, eventId)
                .isEmpty();
    }

    /** The sign after the colon is the end of the names that begin so. */
    @Override
    public List<Long> numbersOf(String aggregate, String parts) {
        var numbers = new ArrayList<>(numbersOf(aggregate));
        numbers.addAll(jdbc.queryForList(
                "SELECT global_index FROM domain_event WHERE aggregate_identifier >= ? AND aggregate_identifier < ?",
                Long.class,
                parts + ":",
                parts + ";"));
        return numbers;
    }

    @Override
    public List<Long> numbersOf(String aggregate) {
        return jdbc.queryForList(
                "SELECT global_index FROM domain_event WHERE aggregate_identifier = ?", Long.class, aggregate);
    }

    @Override
    public long position(long number) {
        return number;
    }
}
