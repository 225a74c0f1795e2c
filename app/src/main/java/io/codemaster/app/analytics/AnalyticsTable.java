package io.codemaster.app.analytics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.query.shared.InstantMicrosConverter;

/**
 * Views as flat tables for other programs, the oldest row first. Columns are only ever added, at the end; what would change
 * a column makes a new version of the table.
 */
@Component
class AnalyticsTable {

    private final JdbcTemplate jdbc;

    AnalyticsTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a column holds. */
    private enum Kind {
        TEXT,
        NUMBER,
        DECIMAL,
        TIME
    }

    /** A column: its name outside, and where it comes from. */
    private record Column(String name, String source, Kind kind) {}

    private static Column text(String name, String source) {
        return new Column(name, source, Kind.TEXT);
    }

    private static Column number(String name, String source) {
        return new Column(name, source, Kind.NUMBER);
    }

    private static Column time(String name, String source) {
        return new Column(name, source, Kind.TIME);
    }

    private static Column decimal(String name, String source) {
        return new Column(name, source, Kind.DECIMAL);
    }

    /** The tables there are. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody can change the lists
    enum Dataset {
        GENERATIONS(
                "generation_details t",
                "t.project_id",
                "t.created_at",
                "t.id",
                List.of(
                        text("id", "t.id"),
                        text("requirementId", "t.requirement_id"),
                        text("requirementKey", "t.requirement_key"),
                        text("projectId", "t.project_id"),
                        text("repositoryId", "t.repository_id"),
                        text("status", "t.status"),
                        text("step", "t.step"),
                        number("attempt", "t.attempt"),
                        number("round", "t.review_round"),
                        text("followUpOf", "t.follow_up_of"),
                        text("model", "t.model"),
                        text("requestedBy", "t.requested_by"),
                        time("createdAt", "t.created_at"),
                        time("startedAt", "t.started_at"),
                        time("finishedAt", "t.finished_at"),
                        number("files", "t.stat_files"),
                        number("additions", "t.stat_additions"),
                        number("deletions", "t.stat_deletions"),
                        number("inputTokens", "t.input_tokens"),
                        number("outputTokens", "t.output_tokens"),
                        number("cacheReadTokens", "t.cache_read_tokens"),
                        number("cacheCreationTokens", "t.cache_creation_tokens"),
                        number("turns", "t.turns"),
                        decimal("costUsd", "t.cost_usd"),
                        number("durationMs", "t.duration_ms"),
                        text("failureCode", "t.failure_code"))),
        REQUIREMENTS(
                "requirement_details t",
                "t.project_id",
                "t.created_at",
                "t.id",
                List.of(
                        text("id", "t.id"),
                        text("key", "t.requirement_key"),
                        text("projectId", "t.project_id"),
                        text("title", "t.title"),
                        text("priority", "t.priority"),
                        text("status", "t.status"),
                        text("repositoryId", "t.repository_id"),
                        text("assigneeId", "t.assignee_id"),
                        text("createdBy", "t.created_by"),
                        time("createdAt", "t.created_at"),
                        time("updatedAt", "t.updated_at"),
                        text("latestGenerationId", "t.latest_task_id"))),
        REVIEWS(
                "(SELECT h.id, 'HUMAN' AS kind, h.task_id, h.verdict, 'COMPLETED' AS status, h.submitted_by AS author,"
                        + " h.submitted_at AS happened_at, h.submitted_at AS finished_at, NULL AS cost_usd,"
                        + " NULL AS failure_code FROM human_review h"
                        + " UNION ALL SELECT a.run_id, 'AI', a.task_id, NULL, a.status, NULL, a.started_at, a.finished_at,"
                        + " a.cost_usd, a.failure_code FROM ai_review a) t"
                        + " JOIN generation_details g ON g.id = t.task_id",
                "g.project_id",
                "t.happened_at",
                "t.id",
                List.of(
                        text("id", "t.id"),
                        text("kind", "t.kind"),
                        text("generationId", "t.task_id"),
                        text("requirementId", "g.requirement_id"),
                        text("projectId", "g.project_id"),
                        number("round", "g.review_round"),
                        text("status", "t.status"),
                        text("verdict", "t.verdict"),
                        text("author", "t.author"),
                        time("startedAt", "t.happened_at"),
                        time("finishedAt", "t.finished_at"),
                        decimal("costUsd", "t.cost_usd"),
                        text("failureCode", "t.failure_code")));

        private final String from;

        private final String project;

        private final String time;

        private final String id;

        private final List<Column> columns;

        Dataset(String from, String project, String time, String id, List<Column> columns) {
            this.from = from;
            this.project = project;
            this.time = time;
            this.id = id;
            this.columns = columns;
        }

        /** The name and the version of what its columns mean. */
        String schema() {
            return name().toLowerCase(Locale.ROOT) + ".v1";
        }

        /** The names of its columns, in order. */
        List<String> columns() {
            return columns.stream().map(Column::name).toList();
        }

        /** The one with this name in an address. */
        static Optional<Dataset> of(String name) {
            return Arrays.stream(values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    /** A place between two rows. */
    record Place(long micros, String id) {

        String text() {
            return micros + "~" + id;
        }
    }

    /** A row and its place. */
    record Row(Place place, Map<String, @Nullable Object> values) {}

    /** The rows behind a place, null for the beginning; only those of the reader's projects, unless all are wanted. */
    List<Row> after(Dataset data, @Nullable Place place, int limit, @Nullable String reader) {
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        if (place != null) {
            conditions.add("(%1$s > ? OR (%1$s = ? AND %2$s > ?))".formatted(data.time, data.id));
            arguments.addAll(List.of(place.micros(), place.micros(), place.id()));
        }
        if (reader != null) {
            conditions.add(data.project + " IN (SELECT m.project_id FROM project_member m WHERE m.user_id = ?)");
            arguments.add(reader);
        }
        arguments.add(limit);
        var columns = data.columns.stream().map(Column::source).collect(Collectors.joining(", "));
        var where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return jdbc.query(
                "SELECT %s, %s, %s FROM %s%s ORDER BY %s, %s LIMIT ?"
                        .formatted(data.time, data.id, columns, data.from, where, data.time, data.id),
                (row, number) -> row(data, row),
                arguments.toArray());
    }

    private static Row row(Dataset data, ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        int place = 3;
        for (var column : data.columns) {
            values.put(column.name(), value(row, place++, column.kind()));
        }
        return new Row(new Place(row.getLong(1), row.getString(2)), values);
    }

    private static @Nullable Object value(ResultSet row, int place, Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(place);
            case DECIMAL -> plain(row.getBigDecimal(place));
            case NUMBER -> orNull(row.getLong(place), row);
            case TIME -> {
                var micros = row.getLong(place);
                yield row.wasNull() ? null : time(micros);
            }
        };
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null
                ? null
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static @Nullable Long orNull(long number, ResultSet row) throws SQLException {
        return row.wasNull() ? null : number;
    }

    private static String time(long micros) {
        return InstantMicrosConverter.instant(micros).toString();
    }
}
