package io.codemaster.app.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.app.store.NodeId;

/** First answers, kept for a day. */
@Component
class IdempotentRequests {

    private static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request may take; who has not answered by then never will. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;

    private final String node;

    private final Clock clock;

    private volatile long nextSweep;

    IdempotentRequests(JdbcTemplate jdbc, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.node = node.value();
        this.clock = clock;
        // whatever this installation was doing when it stopped is not being done any more
        jdbc.update("DELETE FROM idempotent_request WHERE node_id = ? AND status IS NULL", this.node);
    }

    /** What was found where a claim was tried. */
    record Found(String requestHash, @Nullable Answer answer) {}

    /** A first answer. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {}

    /**
     * Takes the scope for a new request.
     *
     * @return empty when the caller is the first
     */
    Optional<Found> claim(String scope, String requestHash, String claim) {
        sweep();
        try {
            jdbc.update(
                    "INSERT INTO idempotent_request (scope, request_hash, node_id, claim, created_at)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    scope,
                    requestHash,
                    node,
                    claim,
                    clock.millis());
            return Optional.empty();
        } catch (DuplicateKeyException taken) {
            removeStale(scope);
            var found = find(scope);
            return found.isPresent() ? found : claim(scope, requestHash, claim);
        }
    }

    static String newClaim() {
        return TimeOrderedId.next();
    }

    private Optional<Found> find(String scope) {
        return jdbc
                .query(
                        "SELECT request_hash, status, content_type, location, etag, body FROM idempotent_request"
                                + " WHERE scope = ?",
                        (row, n) -> {
                            var status = row.getInt("status");
                            var answer = row.wasNull()
                                    ? null
                                    : new Answer(
                                            status,
                                            row.getString("content_type"),
                                            row.getString("location"),
                                            row.getString("etag"),
                                            Optional.ofNullable(row.getBytes("body"))
                                                    .orElseGet(() -> new byte[0]));
                            return new Found(row.getString("request_hash"), answer);
                        },
                        scope)
                .stream()
                .findFirst();
    }

    void answered(String scope, String claim, Answer answer) {
        jdbc.update(
                "UPDATE idempotent_request SET status = ?, content_type = ?, location = ?, etag = ?, body = ?"
                        + " WHERE scope = ? AND claim = ?",
                answer.status(),
                answer.contentType(),
                answer.location(),
                answer.etag(),
                answer.body(),
                scope,
                claim);
    }

    void release(String scope, String claim) {
        jdbc.update("DELETE FROM idempotent_request WHERE scope = ? AND claim = ?", scope, claim);
    }

    private void removeStale(String scope) {
        jdbc.update(
                "DELETE FROM idempotent_request WHERE scope = ? AND (created_at < ? OR (status IS NULL AND created_at < ?))",
                scope,
                clock.millis() - KEPT.toMillis(),
                clock.millis() - LONGEST_REQUEST.toMillis());
    }

    private void sweep() {
        var now = clock.millis();
        if (now > nextSweep) {
            nextSweep = now + SWEEP_EVERY.toMillis();
            jdbc.update("DELETE FROM idempotent_request WHERE created_at < ?", now - KEPT.toMillis());
        }
    }
}
