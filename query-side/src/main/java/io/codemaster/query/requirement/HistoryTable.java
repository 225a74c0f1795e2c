package io.codemaster.query.requirement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.requirement.RequirementHistoryEntry;
import io.codemaster.api.requirement.RequirementHistoryEntry.FieldChange;
import io.codemaster.api.requirement.RequirementHistoryEntry.Kind;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.shared.Cursor;
import io.codemaster.query.shared.InstantMicrosConverter;
import io.codemaster.query.shared.PeopleNames;

/**
 * The history of requirements: a row for each event and a row for each field that it changed. A text is stored once, by
 * the event that brought it; what it took the place of is the row of the same field before.
 */
@Component
class HistoryTable {

    /** The one field whose values are people. */
    static final String ASSIGNEE = "assignee";

    /** Stands between a field and which of several things it is about; a reader sees the field alone. */
    static final String OF = ":";

    private static final String CHANGES = "SELECT c.version, c.field, c.content,"
            + " (SELECT p.content FROM requirement_history_change p WHERE p.requirement_id = c.requirement_id"
            + " AND p.field = c.field AND p.version < c.version ORDER BY p.version DESC LIMIT 1) AS before_content"
            + " FROM requirement_history_change c WHERE c.requirement_id = :requirement"
            + " AND c.version BETWEEN :oldest AND :newest ORDER BY c.version, c.field";

    private final JdbcClient jdbc;

    private final PeopleNames names;

    HistoryTable(JdbcClient jdbc, PeopleNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    // ---- writing ----

    void add(String requirement, long version, Kind kind, String actor, Instant at) {
        jdbc.sql("INSERT INTO requirement_history (requirement_id, version, kind, actor_id, recorded_at)"
                        + " VALUES (:requirement, :version, :kind, :actor, :at)")
                .param("requirement", requirement)
                .param("version", version)
                .param("kind", kind.name())
                .param("actor", actor)
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void addChange(String requirement, long version, String field, @Nullable String content) {
        jdbc.sql("INSERT INTO requirement_history_change (requirement_id, field, version, content)"
                        + " VALUES (:requirement, :field, :version, :content)")
                .param("requirement", requirement)
                .param("field", field)
                .param("version", version)
                .param("content", content)
                .update();
    }

    /** Who asked for the generation that was ordered last. */
    Optional<String> lastOrderer(String requirement) {
        return jdbc
                .sql("SELECT actor_id FROM requirement_history WHERE requirement_id = :requirement"
                        + " AND kind = 'GENERATION_ORDERED' ORDER BY version DESC LIMIT 1")
                .param("requirement", requirement)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    void clear() {
        jdbc.sql("DELETE FROM requirement_history_change").update();
        jdbc.sql("DELETE FROM requirement_history").update();
    }

    // ---- reading ----

    Page<RequirementHistoryEntry> page(String requirement, PageRequest request) {
        var before = request.cursor() == null
                ? Long.MAX_VALUE
                : Cursor.decoded(request.cursor()).rank();
        var found = jdbc.sql(
                        "SELECT version, kind, actor_id, recorded_at FROM requirement_history"
                                + " WHERE requirement_id = :requirement AND version < :before ORDER BY version DESC LIMIT :limit")
                .param("requirement", requirement)
                .param("before", before)
                .param("limit", request.limit() + 1)
                .query((row, n) -> new Row(
                        row.getLong(1),
                        Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        InstantMicrosConverter.instant(row.getLong(4))))
                .list();
        var more = found.size() > request.limit();
        var rows = more ? found.subList(0, request.limit()) : found;
        if (rows.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var last = rows.get(rows.size() - 1);
        return new Page<>(
                entries(rows, changes(requirement, last.version(), rows.get(0).version())),
                more ? new Cursor(last.version(), last.at(), requirement).encoded() : null);
    }

    private Map<Long, List<FieldChange>> changes(String requirement, long oldest, long newest) {
        var changes = new HashMap<Long, List<FieldChange>>();
        jdbc.sql(CHANGES)
                .param("requirement", requirement)
                .param("oldest", oldest)
                .param("newest", newest)
                .query(row -> {
                    changes.computeIfAbsent(row.getLong("version"), it -> new ArrayList<>())
                            .add(change(row));
                });
        return changes;
    }

    private static FieldChange change(ResultSet row) throws SQLException {
        return new FieldChange(row.getString("field"), row.getString("before_content"), row.getString("content"));
    }

    private List<RequirementHistoryEntry> entries(List<Row> rows, Map<Long, List<FieldChange>> changes) {
        var assignees = changes.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.field().equals(ASSIGNEE))
                .flatMap(it -> Stream.of(Optional.ofNullable(it.before()), Optional.ofNullable(it.after())))
                .flatMap(Optional::stream);
        var known =
                names.of(Stream.concat(rows.stream().map(Row::actor), assignees).collect(Collectors.toSet()));
        return rows.stream()
                .map(it -> new RequirementHistoryEntry(
                        it.version(),
                        it.at(),
                        new Author(new UserId(it.actor()), known.getOrDefault(it.actor(), it.actor())),
                        it.kind(),
                        changes.getOrDefault(it.version(), List.of()).stream()
                                .map(change -> readable(change, known))
                                .toList()))
                .toList();
    }

    private static FieldChange readable(FieldChange change, Map<String, String> names) {
        return change.field().equals(ASSIGNEE)
                ? new FieldChange(change.field(), name(change.before(), names), name(change.after(), names))
                : new FieldChange(change.field().split(OF, 2)[0], change.before(), change.after());
    }

    private static @Nullable String name(@Nullable String user, Map<String, String> names) {
        return user == null ? null : names.getOrDefault(user, user);
    }

    private record Row(long version, Kind kind, String actor, Instant at) {}
}
