package io.codemaster.app.processing;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.TimeOrderedId;

/**
 * The sequences that are held because one of their events could not be handled. Whoever changes one holds the lock of its
 * row until the transaction ends, so that an event never passes one that came before it.
 */
@Component
class HeldSequences {

    private final JdbcTemplate jdbc;

    private final DeadLetterQueues queues;

    private final ProcessorProperties properties;

    private final Clock clock;

    HeldSequences(JdbcTemplate jdbc, DeadLetterQueues queues, ProcessorProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.queues = queues;
        this.properties = properties;
        this.clock = clock;
    }

    /** Which sequence an event has to wait behind, by what it names; empty nearly always. */
    Map<String, String> holders(String group) {
        var holders = new HashMap<String, String>();
        jdbc.query(
                "SELECT event_key, sequence_identifier FROM dead_letter_key WHERE processing_group = ?",
                row -> {
                    holders.put(row.getString(1), row.getString(2));
                },
                group);
        return holders;
    }

    /** Which sequence an event with these keys has to wait behind. */
    Optional<String> holder(String group, Collection<String> keys) {
        var holders = holders(group);
        return keys.stream().filter(holders::containsKey).findFirst().map(holders::get);
    }

    /** Keeps the sequence as it is until the transaction ends; false when it is not held any more. */
    boolean lock(String group, String sequence) {
        return !jdbc.queryForList(
                        "SELECT id FROM dead_letter_sequence WHERE processing_group = ? AND sequence_identifier = ?"
                                + " FOR UPDATE",
                        String.class,
                        group,
                        sequence)
                .isEmpty();
    }

    /** Holds a sequence, beginning with the event that failed. */
    void hold(String group, String sequence, List<String> keys, EventMessage<?> event, Throwable cause) {
        long now = clock.millis();
        jdbc.update(
                "INSERT INTO dead_letter_sequence (processing_group, sequence_identifier, id, held_since, attempts,"
                        + " last_attempt_at, next_attempt_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
                group,
                sequence,
                TimeOrderedId.next(),
                now,
                now,
                nextAttempt(cause, 1));
        tie(group, sequence, keys);
        queues.of(group).enqueue(sequence, letter(sequence, event, CauseText.of(cause)));
    }

    @SuppressWarnings("NullAway") // Axon documents the cause as optional but is not annotated
    private DeadLetter<EventMessage<?>> letter(String sequence, EventMessage<?> event, @Nullable Cause cause) {
        var now = clock.instant();
        return new GenericDeadLetter<>(sequence, event, cause, now, now, MetaData.emptyInstance());
    }

    /** Lets an event wait behind the others of a sequence that is locked. */
    void follow(String group, String sequence, List<String> keys, EventMessage<?> event) {
        tie(group, sequence, keys);
        queues.of(group).enqueue(sequence, letter(sequence, event, null));
    }

    private void tie(String group, String sequence, List<String> keys) {
        var known = holders(group);
        for (var key : keys) {
            if (!known.containsKey(key)) {
                jdbc.update(
                        "INSERT INTO dead_letter_key (processing_group, event_key, sequence_identifier) VALUES (?, ?, ?)",
                        group,
                        key,
                        sequence);
            }
        }
    }

    private @Nullable Long nextAttempt(Throwable cause, int attempts) {
        return FailureCause.of(cause) == FailureCause.LASTING
                ? null
                : clock.millis() + properties.pauseAfter(attempts).toMillis();
    }

    /** The event that the others of a sequence wait for. */
    Optional<Letter> oldest(String group, String sequence) {
        return jdbc
                .query(
                        "SELECT dead_letter_id, event_identifier, aggregate_identifier, sequence_number FROM dead_letter"
                                + " WHERE processing_group = ? AND sequence_identifier = ?"
                                + " ORDER BY sequence_index LIMIT 1",
                        (row, number) ->
                                new Letter(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                        group,
                        sequence)
                .stream()
                .findFirst();
    }

    /** The copy of that event that was kept with it. */
    EventMessage<?> copy(String group, String sequence) {
        return queues.of(group).deadLetterSequence(sequence).iterator().next().message();
    }

    /** The oldest event of a sequence that is locked was handled or given up; true when none is left. */
    boolean release(String group, String sequence, String letterId) {
        jdbc.update("DELETE FROM dead_letter WHERE dead_letter_id = ?", letterId);
        if (count(group, sequence) > 0) {
            return false;
        }
        jdbc.update(
                "DELETE FROM dead_letter_key WHERE processing_group = ? AND sequence_identifier = ?", group, sequence);
        jdbc.update(
                "DELETE FROM dead_letter_sequence WHERE processing_group = ? AND sequence_identifier = ?",
                group,
                sequence);
        return true;
    }

    /** Gives up every event of a sequence that is locked. */
    void releaseAll(String group, String sequence) {
        jdbc.update("DELETE FROM dead_letter WHERE processing_group = ? AND sequence_identifier = ?", group, sequence);
        release(group, sequence, "");
    }

    /** Forgets everything that is held for a group, because it begins anew. */
    void forget(String group) {
        jdbc.update("DELETE FROM dead_letter WHERE processing_group = ?", group);
        jdbc.update("DELETE FROM dead_letter_key WHERE processing_group = ?", group);
        jdbc.update("DELETE FROM dead_letter_sequence WHERE processing_group = ?", group);
    }

    private long count(String group, String sequence) {
        var found = jdbc.queryForObject(
                "SELECT COUNT(*) FROM dead_letter WHERE processing_group = ? AND sequence_identifier = ?",
                Long.class,
                group,
                sequence);
        return found == null ? 0 : found;
    }

    /** The oldest event of a sequence failed again. */
    void failedAgain(String group, String sequence, String letterId, Throwable cause) {
        var attempts = jdbc.queryForObject(
                "SELECT attempts FROM dead_letter_sequence WHERE processing_group = ? AND sequence_identifier = ?",
                Integer.class,
                group,
                sequence);
        int made = attempts == null ? 1 : attempts + 1;
        jdbc.update(
                "UPDATE dead_letter_sequence SET attempts = ?, last_attempt_at = ?, next_attempt_at = ?"
                        + " WHERE processing_group = ? AND sequence_identifier = ?",
                made,
                clock.millis(),
                nextAttempt(cause, made),
                group,
                sequence);
        var said = CauseText.of(cause);
        jdbc.update(
                "UPDATE dead_letter SET cause_type = ?, cause_message = ? WHERE dead_letter_id = ?",
                said.type(),
                said.message(),
                letterId);
    }

    /** Asks whoever runs the group to try this sequence at once. */
    void retryNow(String group, String sequence) {
        jdbc.update(
                "UPDATE dead_letter_sequence SET next_attempt_at = ? WHERE processing_group = ? AND"
                        + " sequence_identifier = ?",
                clock.millis(),
                group,
                sequence);
    }

    /** The sequences that are to be tried again by now. */
    List<Held> due() {
        return jdbc.query(
                "SELECT processing_group, sequence_identifier FROM dead_letter_sequence WHERE next_attempt_at <= ?"
                        + " ORDER BY next_attempt_at LIMIT 100",
                (row, number) -> new Held(row.getString(1), row.getString(2)),
                clock.millis());
    }

    /** How many sequences are held, by group; groups without any are left out. */
    Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        jdbc.query("SELECT processing_group, COUNT(*) FROM dead_letter_sequence GROUP BY processing_group", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** Names a sequence of a group. */
    record Held(String group, String sequence) {}

    /**
     * One event that waits.
     *
     * @param id names the letter
     * @param eventId names the event
     * @param aggregateId whose event it is; null for one of no aggregate
     * @param sequenceNumber its number in the aggregate
     */
    record Letter(String id, String eventId, @Nullable String aggregateId, long sequenceNumber) {}
}
