package io.codemaster.app.analytics;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

/** The subscriptions, each with its own place among the events. */
@Component
class SubscriptionTable {

    /** Whoever delivers and is killed loses the subscription to another after this. */
    static final Duration HOLD = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 12;

    private static final int LONGEST_FAILURE = 500;

    private static final String COLUMNS = "id, owner_id, project_id, url, types, delivered_to, tries, next_try_at,"
            + " last_failure, last_delivered_at, created_at, paused";

    private final JdbcTemplate jdbc;

    private final Clock clock;

    SubscriptionTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Subscription it) {
        jdbc.update(
                "INSERT INTO event_subscription (id, owner_id, project_id, url, types, delivered_to, tries, next_try_at,"
                        + " held_until, created_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?)",
                it.id(),
                it.owner().value(),
                Objects.toString(it.projectId(), null),
                it.url().toString(),
                String.join(" ", it.types()),
                it.deliveredTo(),
                clock.millis());
    }

    List<Subscription> all() {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM event_subscription ORDER BY created_at DESC, id DESC",
                (row, number) -> subscription(row));
    }

    Optional<Subscription> find(String id) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM event_subscription WHERE id = ?",
                        (row, number) -> subscription(row),
                        id)
                .stream()
                .findFirst();
    }

    void remove(String id) {
        jdbc.update("DELETE FROM event_subscription WHERE id = ?", id);
    }

    /** Nothing is sent until it is resumed; what is under way arrives. */
    void pause(String id) {
        jdbc.update("UPDATE event_subscription SET paused = 1 WHERE id = ?", id);
    }

    /** Goes on where it stood still, at once. */
    void resume(String id) {
        jdbc.update(
                "UPDATE event_subscription SET paused = 0, tries = 0, next_try_at = 0, last_failure = NULL WHERE id = ?",
                id);
    }

    /** Goes on behind this place, at once. */
    void replay(String id, long after) {
        jdbc.update(
                "UPDATE event_subscription SET delivered_to = ?, tries = 0, next_try_at = 0, last_failure = NULL"
                        + " WHERE id = ?",
                after,
                id);
    }

    /** Those that a delivery may be due for. */
    List<Subscription> due() {
        var now = clock.millis();
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM event_subscription WHERE next_try_at <= ? AND held_until <= ?"
                        + " AND paused = 0",
                (row, number) -> subscription(row),
                now,
                now);
    }

    /** Takes it for this process; false where another one was faster. */
    boolean hold(Subscription it) {
        var now = clock.millis();
        return jdbc.update(
                        "UPDATE event_subscription SET held_until = ? WHERE id = ? AND held_until <= ? AND delivered_to = ?"
                                + " AND paused = 0",
                        now + HOLD.toMillis(),
                        it.id(),
                        now,
                        it.deliveredTo())
                == 1;
    }

    /** Everything up to here was taken, or was not for it; unless somebody has sent it elsewhere meanwhile. */
    void delivered(Subscription it, long upTo, boolean something) {
        var now = clock.millis();
        jdbc.update(
                "UPDATE event_subscription SET delivered_to = ?, tries = 0, next_try_at = 0, last_failure = NULL,"
                        + " last_delivered_at = CASE WHEN ? THEN ? ELSE last_delivered_at END"
                        + " WHERE id = ? AND delivered_to = ?",
                upTo,
                something,
                now,
                it.id(),
                it.deliveredTo());
        release(it);
    }

    /** It is tried again, each time after twice as long. */
    void failed(Subscription it, String why) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(it.tries(), MOST_DOUBLINGS));
        var wait = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        jdbc.update(
                "UPDATE event_subscription SET tries = tries + 1, next_try_at = ?, last_failure = ?"
                        + " WHERE id = ? AND delivered_to = ?",
                clock.millis() + wait.toMillis(),
                why.substring(0, Math.min(why.length(), LONGEST_FAILURE)),
                it.id(),
                it.deliveredTo());
        release(it);
    }

    void release(Subscription it) {
        jdbc.update("UPDATE event_subscription SET held_until = 0 WHERE id = ?", it.id());
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        var project = row.getString(3);
        var delivered = row.getLong(10);
        return new Subscription(
                row.getString(1),
                new UserId(row.getString(2)),
                project == null ? null : new ProjectId(project),
                URI.create(row.getString(4)),
                types(row.getString(5)),
                row.getLong(6),
                row.getInt(12) != 0,
                row.getInt(7),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9),
                delivered == 0 ? null : Instant.ofEpochMilli(delivered),
                Instant.ofEpochMilli(row.getLong(11)));
    }

    private static Set<String> types(@Nullable String text) {
        return text == null || text.isBlank()
                ? Set.of()
                : Arrays.stream(text.split(" ", -1)).collect(Collectors.toSet());
    }
}
