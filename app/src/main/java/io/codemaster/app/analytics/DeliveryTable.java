package io.codemaster.app.analytics;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.executor.courier.EventCourier;

/** What was sent to each subscription lately, for who asks why something did not arrive. Never what was in it. */
@Component
class DeliveryTable {

    /** Of each subscription; older ones are forgotten, so that one that fails for weeks costs no more than any other. */
    static final int KEPT = 50;

    private static final int LONGEST_WORDS = 500;

    private final JdbcTemplate jdbc;

    private final Clock clock;

    DeliveryTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A delivery that was tried.
     *
     * @param after the place behind which its events are
     * @param upTo the last place that was looked at for it
     * @param accepted whether the receiver has said that it took them
     * @param words what it answered, or why it could not be reached
     */
    record Attempt(String id, Instant at, long after, long upTo, int events, boolean accepted, String words) {}

    void note(Subscription it, EventFeed.Batch batch, EventCourier.Outcome outcome) {
        var words = outcome.words();
        jdbc.update(
                "INSERT INTO event_delivery (id, subscription_id, tried_at, after_position, up_to, events, accepted, words)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                TimeOrderedId.next(),
                it.id(),
                clock.millis(),
                it.deliveredTo(),
                batch.cursor(),
                batch.items().size(),
                outcome.accepted() ? 1 : 0,
                words.substring(0, Math.min(words.length(), LONGEST_WORDS)));
        jdbc.queryForList(
                        "SELECT id FROM event_delivery WHERE subscription_id = ? ORDER BY id DESC LIMIT 1 OFFSET "
                                + KEPT,
                        String.class,
                        it.id())
                .forEach(oldest -> jdbc.update(
                        "DELETE FROM event_delivery WHERE subscription_id = ? AND id <= ?", it.id(), oldest));
    }

    /** The last attempts, newest first. */
    List<Attempt> of(String subscription) {
        return jdbc.query(
                "SELECT id, tried_at, after_position, up_to, events, accepted, words FROM event_delivery"
                        + " WHERE subscription_id = ? ORDER BY id DESC LIMIT " + KEPT,
                (row, number) -> new Attempt(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getInt(6) != 0,
                        row.getString(7)),
                subscription);
    }

    void forget(String subscription) {
        jdbc.update("DELETE FROM event_delivery WHERE subscription_id = ?", subscription);
    }
}
