package io.codemaster.app.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunBoard;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunTurns;

/**
 * The board in the database that all workers share. Whose turn it is, who has died and who may wait are decided while one
 * row is locked, so that two workers never decide at once. Every time is the database's, to the second.
 */
final class JdbcRunBoard implements RunBoard {

    private static final int RESERVATION_SECONDS = 60;

    /** A task for a worker that has not come back by then is for a run that was taken over long ago. */
    private static final int TASK_KEPT_SECONDS = 3_600;

    private static final String COLUMNS = "task_id, attempt, project_id, kind, queued_at, fence";

    private static final String GOOD = " AND state = 'HELD' AND expires_s >= UNIX_TIMESTAMP()";

    private final JdbcTemplate jdbc;

    private final TransactionTemplate transaction;

    private final Serializer serializer;

    JdbcRunBoard(JdbcTemplate jdbc, PlatformTransactionManager transactions, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean reserve(CodegenTaskId run, int places) {
        return alone(() -> {
            jdbc.update(
                    "DELETE FROM run_queue WHERE state = 'RESERVED' AND (expires_s < UNIX_TIMESTAMP() OR task_id = ?)",
                    run.value());
            if (count("state <> 'HELD'") >= places) {
                return false;
            }
            jdbc.update(
                    "INSERT INTO run_queue (task_id, attempt, project_id, kind, state, queued_at, fence, expires_s)"
                            + " VALUES (?, 0, '', '', 'RESERVED', 0, 0, UNIX_TIMESTAMP() + ?)",
                    run.value(),
                    RESERVATION_SECONDS);
            return true;
        });
    }

    @Override
    public void enqueue(Waiting attempt) {
        jdbc.update(
                "DELETE FROM run_queue WHERE task_id = ? AND state = 'RESERVED'",
                attempt.key().taskId().value());
        try {
            jdbc.update(
                    "INSERT INTO run_queue (task_id, attempt, project_id, kind, state, queued_at, fence)"
                            + " VALUES (?, ?, ?, ?, 'WAITING', ?, 0)",
                    attempt.key().taskId().value(),
                    attempt.key().attempt(),
                    attempt.projectId().value(),
                    attempt.kind().name(),
                    attempt.queuedAt().toEpochMilli());
        } catch (DuplicateKeyException knownAlready) {
            return;
        }
    }

    @Override
    public Optional<Lease> takeNext(WorkerId worker, Duration lifetime) {
        if (depth() == 0) {
            return Optional.empty();
        }
        return alone(() -> {
            var waiting = jdbc.query(
                    "SELECT " + COLUMNS + " FROM run_queue WHERE state = 'WAITING'",
                    (row, n) -> new Waiting(
                            key(row), project(row), Instant.ofEpochMilli(row.getLong("queued_at")), kind(row)));
            var next = RunTurns.next(waiting, leases("state = 'HELD'"));
            return next.map(it -> hold(it.key(), worker, lifetime));
        });
    }

    private Lease hold(AttemptKey key, WorkerId worker, Duration lifetime) {
        jdbc.update(
                "UPDATE run_queue SET state = 'HELD', owner = ?, fence = fence + 1, expires_s = UNIX_TIMESTAMP() + ?"
                        + " WHERE task_id = ? AND attempt = ?",
                worker.value(),
                lifetime.toSeconds(),
                key.taskId().value(),
                key.attempt());
        return leases("task_id = ? AND attempt = ?", key.taskId().value(), key.attempt())
                .get(0);
    }

    @Override
    public void giveBack(WorkerId worker, Lease lease) {
        jdbc.update(
                "UPDATE run_queue SET state = 'WAITING', owner = NULL, expires_s = NULL"
                        + " WHERE task_id = ? AND attempt = ? AND owner = ? AND fence = ?",
                lease.key().taskId().value(),
                lease.key().attempt(),
                worker.value(),
                lease.fence());
    }

    @Override
    public int depth() {
        return count("state = 'WAITING'");
    }

    @Override
    public List<Lease> resume(WorkerId worker, Duration lifetime) {
        return alone(() -> {
            var mine = leases("owner = ?" + GOOD, worker.value());
            return mine.stream().map(it -> hold(it.key(), worker, lifetime)).toList();
        });
    }

    @Override
    public Set<AttemptKey> renew(WorkerId worker, Collection<Lease> leases, Duration lifetime) {
        var kept = new HashSet<AttemptKey>();
        for (var lease : leases) {
            int renewed = jdbc.update(
                    "UPDATE run_queue SET expires_s = UNIX_TIMESTAMP() + ?"
                            + " WHERE task_id = ? AND attempt = ? AND owner = ? AND fence = ?" + GOOD,
                    lifetime.toSeconds(),
                    lease.key().taskId().value(),
                    lease.key().attempt(),
                    worker.value(),
                    lease.fence());
            if (renewed == 1) {
                kept.add(lease.key());
            }
        }
        return kept;
    }

    @Override
    public Optional<WorkerId> holder(AttemptKey key) {
        return jdbc
                .query(
                        "SELECT owner FROM run_queue WHERE task_id = ? AND attempt = ?" + GOOD,
                        (row, n) -> new WorkerId(row.getString("owner")),
                        key.taskId().value(),
                        key.attempt())
                .stream()
                .findFirst();
    }

    @Override
    public List<Lease> seizeExpired(WorkerId worker, Duration lifetime) {
        jdbc.update("DELETE FROM worker_task WHERE left_s < UNIX_TIMESTAMP() - ?", TASK_KEPT_SECONDS);
        var expired = "state = 'HELD' AND expires_s < UNIX_TIMESTAMP()";
        if (count(expired) == 0) {
            return List.of();
        }
        return alone(() -> leases(expired).stream()
                .map(it -> hold(it.key(), worker, lifetime))
                .toList());
    }

    @Override
    public void remove(AttemptKey key) {
        jdbc.update(
                "DELETE FROM run_queue WHERE task_id = ? AND attempt = ?",
                key.taskId().value(),
                key.attempt());
    }

    @Override
    public void leave(WorkerId holder, Object task) {
        var written = serializer.serialize(task, byte[].class);
        jdbc.update(
                "INSERT INTO worker_task (worker, type, task, left_s) VALUES (?, ?, ?, UNIX_TIMESTAMP())",
                holder.value(),
                written.getType().getName(),
                written.getData());
    }

    @Override
    public List<Object> collect(WorkerId worker) {
        var tasks = new ArrayList<Object>();
        var last = new long[1];
        jdbc.query(
                "SELECT id, type, task FROM worker_task WHERE worker = ? ORDER BY id",
                row -> {
                    last[0] = row.getLong("id");
                    SerializedObject<byte[]> written = new SimpleSerializedObject<>(
                            row.getBytes("task"), byte[].class, row.getString("type"), null);
                    tasks.add(serializer.deserialize(written));
                },
                worker.value());
        if (!tasks.isEmpty()) {
            jdbc.update("DELETE FROM worker_task WHERE worker = ? AND id <= ?", worker.value(), last[0]);
        }
        return tasks;
    }

    // ---- rows ----

    private <T> T alone(Decision<T> decision) {
        var decided = transaction.execute(status -> {
            jdbc.queryForList("SELECT id FROM run_queue_turn WHERE id = 1 FOR UPDATE");
            return decision.take();
        });
        if (decided == null) {
            throw new IllegalStateException("a decision came to nothing");
        }
        return decided;
    }

    private int count(String condition) {
        var count = jdbc.queryForObject("SELECT COUNT(*) FROM run_queue WHERE " + condition, Integer.class);
        return count == null ? 0 : count;
    }

    private List<Lease> leases(String condition, Object... values) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run_queue WHERE " + condition + " ORDER BY queued_at, task_id",
                (row, n) -> new Lease(key(row), project(row), kind(row), row.getLong("fence")),
                values);
    }

    private static AttemptKey key(ResultSet row) throws SQLException {
        return new AttemptKey(new CodegenTaskId(row.getString("task_id")), row.getInt("attempt"));
    }

    private static ProjectId project(ResultSet row) throws SQLException {
        return new ProjectId(row.getString("project_id"));
    }

    private static RunKind kind(ResultSet row) throws SQLException {
        return RunKind.valueOf(row.getString("kind"));
    }

    /** What is decided while nobody else decides. */
    private interface Decision<T> {
        T take();
    }
}
