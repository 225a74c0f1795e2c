package io.codemaster.query.codegen;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.FeedOrigin;
import io.codemaster.query.shared.InstantMicrosConverter;

/** The table of the stream's events. It only ever grows, except when it is rebuilt. */
@Component
class FeedTable {

    /** As long as data may be to lie in the row itself. */
    private static final int SMALL = 12_000;

    private static final int BATCH = 500;

    private static final String COLUMNS = "task_id, seq, kind, recorded_at, attempt, text_form, text_at, line_ended,"
            + " artifact, small_data, large_data";

    private final JdbcTemplate jdbc;

    FeedTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<FeedRow> rows) {
        jdbc.batchUpdate(
                "INSERT INTO codegen_feed (" + COLUMNS + ", data_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                BATCH,
                FeedTable::bind);
    }

    /** Keeps where a stream stands. */
    void keep(FeedHead head) {
        int updated = jdbc.update(
                "UPDATE codegen_feed_head SET last_seq = ?, last_kind = ?, failed_attempt = ?, repository_name = ?"
                        + " WHERE task_id = ?",
                head.lastSequence(),
                head.lastKind().text(),
                head.failedAttempt(),
                head.repositoryName(),
                head.taskId());
        if (updated == 0) {
            jdbc.update(
                    "INSERT INTO codegen_feed_head (last_seq, last_kind, failed_attempt, repository_name, task_id)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    head.lastSequence(),
                    head.lastKind().text(),
                    head.failedAttempt(),
                    head.repositoryName(),
                    head.taskId());
        }
    }

    Optional<FeedHead> head(String taskId) {
        return jdbc
                .query(
                        "SELECT last_seq, last_kind, failed_attempt, repository_name FROM codegen_feed_head"
                                + " WHERE task_id = ?",
                        (row, number) -> new FeedHead(
                                taskId, row.getLong(1), FeedKind.of(row.getString(2)), row.getInt(3), row.getString(4)),
                        taskId)
                .stream()
                .findFirst();
    }

    /** The number of the newest event of each of these streams; those without any are left out. */
    Map<String, Long> lastSequences(Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return Map.of();
        }
        var marks = String.join(", ", Collections.nCopies(taskIds.size(), "?"));
        var found = new HashMap<String, Long>();
        jdbc.query(
                "SELECT task_id, last_seq FROM codegen_feed_head WHERE task_id IN (" + marks + ")",
                row -> {
                    found.put(row.getString(1), row.getLong(2));
                },
                taskIds.toArray());
        return found;
    }

    /**
     * What follows, in order: at most so many rows, and not more once so many bytes are together; at least one row when
     * there is any.
     */
    List<FeedRow> after(String taskId, long after, int maxRows, int maxBytes) {
        Long upTo = jdbc.query(
                "SELECT seq, data_bytes FROM codegen_feed WHERE task_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                rows -> {
                    return lastThatFits(rows, maxBytes);
                },
                taskId,
                after,
                maxRows);
        if (upTo == null || upTo == 0) {
            return List.of();
        }
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM codegen_feed WHERE task_id = ? AND seq > ? AND seq <= ? ORDER BY seq",
                (row, number) -> row(row),
                taskId,
                after,
                upTo);
    }

    Optional<FeedRow> find(String taskId, long sequence) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM codegen_feed WHERE task_id = ? AND seq = ?",
                        (row, number) -> row(row),
                        taskId,
                        sequence)
                .stream()
                .findFirst();
    }

    /** Which stored event this one was made from: a line by its place in the transcript, anything else by its time. */
    Optional<FeedOrigin> origin(String taskId, long sequence) {
        return jdbc
                .query(
                        "SELECT kind, recorded_at, attempt FROM codegen_feed WHERE task_id = ? AND seq = ?",
                        (row, number) -> new FeedOrigin(
                                row.getString(1), InstantMicrosConverter.instant(row.getLong(2)), row.getInt(3), 0),
                        taskId,
                        sequence)
                .stream()
                .findFirst()
                .map(it -> new FeedOrigin(it.event(), it.at(), it.attempt(), number(taskId, sequence, it)));
    }

    private long number(String taskId, long sequence, FeedOrigin it) {
        boolean line = it.event().equals(FeedKind.OUTPUT.text());
        var number = jdbc.queryForObject(
                "SELECT COUNT(*) FROM codegen_feed WHERE task_id = ? AND seq <= ? AND kind = ? AND "
                        + (line ? "attempt = ?" : "recorded_at = ?"),
                Long.class,
                taskId,
                sequence,
                it.event(),
                line ? it.attempt() : InstantMicrosConverter.micros(it.at()));
        return number == null ? 0 : number;
    }

    /** The newest attempt that printed anything, or 0. */
    int newestAttemptWithOutput(String taskId) {
        return jdbc
                .queryForList(
                        "SELECT attempt FROM codegen_feed WHERE task_id = ? AND kind = 'output' ORDER BY seq DESC LIMIT 1",
                        Integer.class,
                        taskId)
                .stream()
                .findFirst()
                .orElse(0);
    }

    void clear() {
        jdbc.update("DELETE FROM codegen_feed");
        jdbc.update("DELETE FROM codegen_feed_head");
    }

    private static Long lastThatFits(ResultSet rows, int maxBytes) throws SQLException {
        long last = 0;
        long bytes = 0;
        while (rows.next() && (last == 0 || bytes < maxBytes)) {
            bytes += rows.getLong(2);
            if (last != 0 && bytes > maxBytes) {
                break;
            }
            last = rows.getLong(1);
        }
        return last;
    }

    private static void bind(PreparedStatement statement, FeedRow row) throws SQLException {
        statement.setString(1, row.taskId());
        statement.setLong(2, row.sequence());
        statement.setString(3, row.kind().text());
        statement.setLong(4, InstantMicrosConverter.micros(row.at()));
        statement.setInt(5, row.attempt());
        var form = row.textForm();
        statement.setString(6, form == null ? null : form.name());
        statement.setInt(7, row.textAt());
        statement.setBoolean(8, row.terminated());
        var artifact = row.artifact();
        statement.setString(9, artifact == null ? null : artifact.value());
        if (row.data().length <= SMALL) {
            statement.setBytes(10, row.data());
            statement.setNull(11, Types.BLOB);
        } else {
            statement.setNull(10, Types.VARBINARY);
            statement.setBytes(11, row.data());
        }
        statement.setInt(12, row.data().length);
    }

    private static FeedRow row(ResultSet row) throws SQLException {
        var form = row.getString(6);
        var artifact = row.getString(9);
        var small = row.getBytes(10);
        return new FeedRow(
                row.getString(1),
                row.getLong(2),
                FeedKind.of(row.getString(3)),
                InstantMicrosConverter.instant(row.getLong(4)),
                row.getInt(5),
                form == null ? null : TextForm.valueOf(form),
                row.getInt(7),
                row.getBoolean(8),
                artifact == null ? null : new ArtifactId(artifact),
                small == null ? row.getBytes(11) : small);
    }
}
