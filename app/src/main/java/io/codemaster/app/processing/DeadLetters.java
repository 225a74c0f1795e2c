package io.codemaster.app.processing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.axonframework.common.DateTimeUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is held, for those who look at it and give it up. */
@Component
public class DeadLetters {

    private static final String SELECT =
            "SELECT s.id, s.processing_group, s.sequence_identifier, s.held_since, s.attempts,"
                    + " s.last_attempt_at, s.next_attempt_at,"
                    + " (SELECT COUNT(*) FROM dead_letter c WHERE c.processing_group = s.processing_group"
                    + " AND c.sequence_identifier = s.sequence_identifier),"
                    + " d.event_identifier, d.payload_type, d.payload_revision, d.time_stamp, d.aggregate_type,"
                    + " d.aggregate_identifier, d.sequence_number, d.cause_type, d.cause_message"
                    + " FROM dead_letter_sequence s JOIN dead_letter d ON d.processing_group = s.processing_group"
                    + " AND d.sequence_identifier = s.sequence_identifier AND d.sequence_index ="
                    + " (SELECT MIN(m.sequence_index) FROM dead_letter m WHERE m.processing_group = s.processing_group"
                    + " AND m.sequence_identifier = s.sequence_identifier)";

    private static final int MOST_EVENTS = 100;

    private final JdbcTemplate jdbc;

    private final HeldSequences held;

    private final TransactionTemplate transaction;

    DeadLetters(JdbcTemplate jdbc, HeldSequences held, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.held = held;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A sequence that is held.
     *
     * @param id names it
     * @param processor whose it is
     * @param sequence what its events have in common
     * @param waiting how many events are held, the one that fails included
     * @param attempts how often that one was tried
     * @param nextAttemptAt when it is tried again by itself; null when somebody has to ask for it
     * @param event the one that fails
     * @param causeType the kind of the failure
     * @param causeMessage what the failure says, without secrets
     */
    public record HeldSequence(
            String id,
            String processor,
            String sequence,
            Instant heldSince,
            int attempts,
            Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            long waiting,
            HeldEvent event,
            String causeType,
            String causeMessage) {}

    /**
     * An event that is held, without its content.
     *
     * @param id names it
     * @param type its name
     * @param revision of its form; null for one without
     * @param at when it happened
     * @param aggregateType whose it is
     * @param number its number in the aggregate
     */
    public record HeldEvent(
            String id,
            String type,
            @Nullable String revision,
            Instant at,
            @Nullable String aggregateType,
            @Nullable String aggregateId,
            long number) {}

    /** Which sequences are held, the newest first, from behind this id; at most so many. */
    public List<HeldSequence> list(@Nullable String processor, @Nullable String after, int most) {
        var sql = new StringBuilder(SELECT).append(" WHERE 1 = 1");
        var values = new ArrayList<Object>();
        if (processor != null) {
            sql.append(" AND s.processing_group = ?");
            values.add(processor);
        }
        if (after != null) {
            sql.append(" AND s.id < ?");
            values.add(after);
        }
        values.add(most);
        return jdbc.query(sql.append(" ORDER BY s.id DESC LIMIT ?").toString(), sequence(), values.toArray());
    }

    /** One sequence. */
    public Optional<HeldSequence> find(String id) {
        return jdbc.query(SELECT + " WHERE s.id = ?", sequence(), id).stream().findFirst();
    }

    /** The events of a sequence, the oldest first; a hundred at most. */
    public List<HeldEvent> events(HeldSequence sequence) {
        return jdbc.query(
                "SELECT d.event_identifier, d.payload_type, d.payload_revision, d.time_stamp, d.aggregate_type,"
                        + " d.aggregate_identifier, d.sequence_number FROM dead_letter d WHERE d.processing_group = ?"
                        + " AND d.sequence_identifier = ? ORDER BY d.sequence_index LIMIT " + MOST_EVENTS,
                (row, number) -> event(row, 1),
                sequence.processor(),
                sequence.sequence());
    }

    /**
     * Gives up the event that fails, or all of a sequence.
     *
     * @return false when what was seen is not what is held any more
     */
    public boolean evict(HeldSequence sequence, boolean all) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var oldest = held.lock(sequence.processor(), sequence.sequence())
                    ? held.oldest(sequence.processor(), sequence.sequence())
                            .filter(it -> it.eventId().equals(sequence.event().id()))
                    : Optional.<HeldSequences.Letter>empty();
            if (oldest.isEmpty()) {
                return false;
            }
            if (all) {
                held.releaseAll(sequence.processor(), sequence.sequence());
            } else if (!held.release(
                    sequence.processor(), sequence.sequence(), oldest.get().id())) {
                held.retryNow(sequence.processor(), sequence.sequence());
            }
            return true;
        }));
    }

    private static RowMapper<HeldSequence> sequence() {
        return (row, number) -> {
            var next = row.getObject(7, Long.class);
            var cause = row.getString(16);
            var message = row.getString(17);
            return new HeldSequence(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    row.getInt(5),
                    Instant.ofEpochMilli(row.getLong(6)),
                    next == null ? null : Instant.ofEpochMilli(next),
                    row.getLong(8),
                    event(row, 9),
                    simple(cause == null ? "" : cause),
                    message == null ? "" : message);
        };
    }

    private static HeldEvent event(ResultSet row, int first) throws SQLException {
        return new HeldEvent(
                row.getString(first),
                simple(row.getString(first + 1)),
                row.getString(first + 2),
                DateTimeUtils.parseInstant(row.getString(first + 3)),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getLong(first + 6));
    }

    /** No class name leaves the product, only what it is called. */
    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
