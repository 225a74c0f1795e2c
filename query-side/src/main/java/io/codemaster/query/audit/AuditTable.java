package io.codemaster.query.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.query.shared.InstantMicrosConverter;

/** The table of the entries, which only ever grows and gets what came of calls, and what is known of the objects that events name. */
@Component
class AuditTable {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    AuditTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Numbers the rows and adds them. Nobody else adds any at the same time: the processor has one segment. */
    void insert(List<AuditRow> rows) {
        var newest = jdbc.queryForObject("SELECT MAX(seq) FROM audit_entry", Long.class);
        var numbers = new long[] {newest == null ? 0 : newest};
        jdbc.batchUpdate(
                "INSERT INTO audit_entry (seq, event_id, recorded_at, action, actor_type, actor_id, on_behalf_of,"
                        + " target_type, target_id, target_label, project_id, outcome, detail, ip, user_agent, trace_id, place,"
                        + " call_id, answered, answer)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                BATCH,
                (statement, row) -> bind(statement, ++numbers[0], row));
    }

    /** Adds what came of calls that have their rows, one after another. */
    void answer(List<AnsweredCall> answers) {
        for (var each : answers) {
            var it = each.answer();
            var call = each.call();
            if (call == null) {
                jdbc.update(
                        "UPDATE audit_entry SET outcome = ?, answer = ? WHERE target_id = ? AND call_id IS NOT NULL"
                                + " AND answered = FALSE",
                        it.outcome().name(),
                        it.text(),
                        each.run());
                continue;
            }
            jdbc
                    .query(
                            "SELECT seq, outcome, answered, answer FROM audit_entry WHERE target_id = ? AND call_id = ?"
                                    + " ORDER BY seq DESC LIMIT 1",
                            (row, number) -> new StoredCall(
                                    row.getLong(1),
                                    Outcome.valueOf(row.getString(2)),
                                    new AuditRow.Call(call, row.getBoolean(3), row.getString(4))),
                            each.run(),
                            call)
                    .stream()
                    .filter(stored -> stored.call().takes(it, stored.outcome()))
                    .forEach(stored -> jdbc.update(
                            "UPDATE audit_entry SET outcome = ?, answer = ?, answered = TRUE WHERE seq = ?",
                            it.outcome().name(),
                            stored.call().with(it).answer(),
                            stored.sequence()));
        }
    }

    void keep(KnownObject it) {
        int updated = jdbc.update(
                "UPDATE audit_object SET type = ?, label = ?, project_id = ?, owner_id = ? WHERE id = ?",
                it.type(),
                it.label(),
                it.projectId(),
                it.ownerId(),
                it.id());
        if (updated == 0) {
            jdbc.update(
                    "INSERT INTO audit_object (type, label, project_id, owner_id, id) VALUES (?, ?, ?, ?, ?)",
                    it.type(),
                    it.label(),
                    it.projectId(),
                    it.ownerId(),
                    it.id());
        }
    }

    Optional<KnownObject> object(String id) {
        return jdbc
                .query(
                        "SELECT id, type, label, project_id, owner_id FROM audit_object WHERE id = ?",
                        (row, number) -> object(row),
                        id)
                .stream()
                .findFirst();
    }

    void clear() {
        jdbc.update("DELETE FROM audit_entry");
        jdbc.update("DELETE FROM audit_object");
    }

    private static void bind(PreparedStatement statement, long number, AuditRow row) throws SQLException {
        statement.setLong(1, number);
        statement.setString(2, row.eventId());
        statement.setLong(3, InstantMicrosConverter.micros(row.at()));
        statement.setString(4, row.action());
        statement.setString(5, row.who().type().name());
        statement.setString(6, row.who().id());
        statement.setString(7, row.who().onBehalfOf());
        statement.setString(8, row.what().type());
        statement.setString(9, row.what().id());
        statement.setString(10, row.what().label());
        statement.setString(11, row.what().projectId());
        statement.setString(12, row.outcome().name());
        statement.setString(13, row.detail());
        statement.setString(14, row.who().ip());
        statement.setString(15, row.who().userAgent());
        statement.setString(16, row.who().traceId());
        statement.setInt(17, row.place());
        var call = row.call();
        statement.setString(18, call == null ? null : Objects.requireNonNullElse(call.id(), ""));
        statement.setObject(19, call == null ? null : call.answered(), Types.BOOLEAN);
        statement.setString(20, call == null ? null : call.answer());
    }

    private static KnownObject object(ResultSet row) throws SQLException {
        return new KnownObject(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    /** The newest call of a name in a run. */
    private record StoredCall(long sequence, Outcome outcome, AuditRow.Call call) {}
}
