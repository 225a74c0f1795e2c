package io.codemaster.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditEntry;
import io.codemaster.api.audit.AuditEntry.Actor;
import io.codemaster.api.audit.AuditEntry.ActorType;
import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.api.audit.AuditEntry.Person;
import io.codemaster.api.audit.AuditEntry.Target;
import io.codemaster.api.audit.AuditEntryDetails;
import io.codemaster.api.audit.FindAuditEntries;
import io.codemaster.api.audit.FindAuditEntry;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.Page;
import io.codemaster.query.audit.AuditRecord.Link;
import io.codemaster.query.shared.BadCursorException;
import io.codemaster.query.shared.InstantMicrosConverter;
import io.codemaster.query.shared.LikePattern;
import io.codemaster.query.shared.PeopleNames;

/** Reads the audit log. A reader sees what belongs to their projects, an administrator everything. */
@Component
class AuditQueryHandler {

    private static final String COLUMNS = "e.seq, e.event_id, e.recorded_at, e.action, e.actor_type, e.actor_id,"
            + " e.on_behalf_of, e.target_type, e.target_id, e.target_label, e.project_id, e.outcome, e.detail, e.ip,"
            + " e.user_agent, e.trace_id, e.answer";

    private static final int MOST_WORDS = 8;

    /** What is written while nobody is to see it. */
    private static final String DRAFTS = "review-draft.";

    private final JdbcClient jdbc;

    private final PeopleNames people;

    private final ObjectProvider<AuditRecord> record;

    AuditQueryHandler(JdbcClient jdbc, PeopleNames people, ObjectProvider<AuditRecord> record) {
        this.jdbc = jdbc;
        this.people = people;
        this.record = record;
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindAuditEntries query) {
        var wanted = new Conditions();
        wanted.visibleTo(query.reader().value(), query.all());
        var filter = query.filter();
        wanted.and("(e.actor_id = :actor OR e.on_behalf_of = :actor)", "actor", filter.actorId());
        var action = filter.action();
        if (action != null && action.endsWith(".")) {
            wanted.and(
                    "e.action LIKE :action ESCAPE '!'",
                    "action",
                    LikePattern.containing(action).substring(1));
        } else {
            wanted.and("e.action = :action", "action", action);
        }
        wanted.and("e.target_type = :targetType", "targetType", filter.targetType());
        wanted.and("e.target_id = :targetId", "targetId", filter.targetId());
        wanted.and("e.project_id = :project", "project", filter.projectId());
        wanted.and("e.recorded_at >= :since", "since", micros(filter.from()));
        wanted.and("e.recorded_at < :until", "until", micros(filter.to()));
        wanted.holding(filter.text());
        wanted.and("e.seq < :before", "before", before(query.page().cursor()));
        var found = wanted.rows(query.page().limit() + 1);
        boolean more = found.size() > query.page().limit();
        var rows = more ? found.subList(0, query.page().limit()) : found;
        return new Page<AuditEntry>(
                entries(rows), more ? Long.toString(rows.get(rows.size() - 1).sequence()) : null);
    }

    @QueryHandler
    Optional<AuditEntryDetails> handle(FindAuditEntry query) {
        var wanted = new Conditions();
        wanted.visibleTo(query.reader().value(), query.all());
        wanted.and("e.seq = :sequence", "sequence", query.sequence());
        return wanted.rows(1).stream().findFirst().map(row -> {
            var hidden = !query.all()
                    && row.action().startsWith(DRAFTS)
                    && !query.reader().value().equals(row.actorId());
            var event = hidden
                    ? null
                    : Optional.ofNullable(record.getIfAvailable())
                            .flatMap(it -> it.event(row.eventId()))
                            .orElse(null);
            return new AuditEntryDetails(entries(List.of(row)).get(0), event);
        });
    }

    private static @Nullable Long micros(@Nullable Instant at) {
        return at == null ? null : InstantMicrosConverter.micros(at);
    }

    private static @Nullable Long before(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException notOurs) {
            throw new BadCursorException("The cursor is not one that a list has given out.");
        }
    }

    private List<AuditEntry> entries(List<Row> rows) {
        var links = Optional.ofNullable(record.getIfAvailable())
                .map(it -> it.links(rows.stream().map(Row::eventId).toList()))
                .orElse(Map.of());
        var users = rows.stream()
                .flatMap(it -> Stream.of(
                        Optional.ofNullable(it.type() == ActorType.USER ? it.actorId() : null),
                        Optional.ofNullable(it.onBehalfOf())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        var names = people.of(users);
        var tokens = tokens(rows);
        return rows.stream()
                .map(it -> it.entry(links.get(it.eventId()), names, tokens))
                .toList();
    }

    private Map<String, String> tokens(List<Row> rows) {
        var ids = rows.stream()
                .filter(it -> it.type() == ActorType.API_TOKEN)
                .map(Row::actorId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var names = new HashMap<String, String>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, label FROM audit_object WHERE id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        names.put(row.getString(1), row.getString(2));
                    });
        }
        return names;
    }

    /** A row of the table. */
    private record Row(
            long sequence,
            String eventId,
            Instant at,
            String action,
            ActorType type,
            @Nullable String actorId,
            @Nullable String onBehalfOf,
            Target target,
            @Nullable String projectId,
            Outcome outcome,
            @Nullable String detail,
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String traceId) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getString(2),
                    InstantMicrosConverter.instant(row.getLong(3)),
                    row.getString(4),
                    ActorType.valueOf(row.getString(5)),
                    row.getString(6),
                    row.getString(7),
                    new Target(row.getString(8), row.getString(9), row.getString(10)),
                    row.getString(11),
                    Outcome.valueOf(row.getString(12)),
                    detail(row.getString(13), row.getString(17)),
                    row.getString(14),
                    row.getString(15),
                    row.getString(16));
        }

        private static @Nullable String detail(@Nullable String detail, @Nullable String answer) {
            return answer == null ? detail : (detail == null ? "" : detail + " → ") + answer;
        }

        AuditEntry entry(@Nullable Link link, Map<String, String> names, Map<String, String> tokens) {
            return new AuditEntry(
                    sequence,
                    at,
                    action,
                    new Actor(type, actorId, name(names, tokens)),
                    onBehalfOf == null ? null : new Person(onBehalfOf, names.getOrDefault(onBehalfOf, onBehalfOf)),
                    target,
                    projectId == null ? null : new ProjectId(projectId),
                    outcome,
                    detail,
                    ip,
                    userAgent,
                    traceId,
                    link == null ? null : link.hash(),
                    link == null ? null : link.previousHash());
        }

        private @Nullable String name(Map<String, String> names, Map<String, String> tokens) {
            Function<Map<String, String>, @Nullable String> in =
                    known -> actorId == null ? null : known.getOrDefault(actorId, actorId);
            return switch (type) {
                case USER -> in.apply(names);
                case API_TOKEN -> in.apply(tokens);
                case AGENT -> "Claude Code";
                case SYSTEM -> "CodeMaster";
                case ANONYMOUS -> null;
            };
        }
    }

    /** Which rows are wanted. */
    private final class Conditions {

        private final List<String> all = new ArrayList<>();

        private final Map<String, Object> parameters = new HashMap<>();

        void and(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                all.add(condition);
                parameters.put(parameter, value);
            }
        }

        void visibleTo(String reader, boolean everything) {
            if (!everything) {
                and(
                        "e.project_id IN (SELECT m.project_id FROM project_member m WHERE m.user_id = :reader)",
                        "reader",
                        reader);
            }
        }

        void holding(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return;
            }
            var words = text.strip().split("\\s+", MOST_WORDS);
            for (int i = 0; i < words.length; i++) {
                var mark = ":word" + i + " ESCAPE '!'";
                and(
                        "(LOWER(e.action) LIKE %1$s OR LOWER(e.target_label) LIKE %1$s OR LOWER(e.detail) LIKE %1$s"
                                        .formatted(mark)
                                + " OR LOWER(e.answer) LIKE %1$s OR e.target_id LIKE %1$s OR e.ip LIKE %1$s OR e.trace_id LIKE %1$s"
                                        .formatted(mark)
                                + " OR e.actor_id IN (SELECT u.id FROM user_details u WHERE LOWER(u.name) LIKE %1$s)"
                                        .formatted(mark)
                                + " OR e.on_behalf_of IN (SELECT u.id FROM user_details u WHERE LOWER(u.name) LIKE %1$s))"
                                        .formatted(mark),
                        "word" + i,
                        LikePattern.containing(words[i]));
            }
        }

        List<Row> rows(int limit) {
            var where = all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
            return jdbc.sql("SELECT " + COLUMNS + " FROM audit_entry e" + where + " ORDER BY e.seq DESC LIMIT :limit")
                    .params(parameters)
                    .param("limit", limit)
                    .query((row, number) -> Row.of(row))
                    .list();
        }
    }
}
