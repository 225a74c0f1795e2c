package io.codemaster.query.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.statistics.Figures.Tokens;
import io.codemaster.api.statistics.FindStatistics;
import io.codemaster.api.statistics.Statistics;
import io.codemaster.api.statistics.Statistics.Share;
import io.codemaster.api.statistics.Statistics.VerdictCount;
import io.codemaster.query.shared.InstantMicrosConverter;
import io.codemaster.query.shared.PeopleNames;

/** Reads the facts of a stretch of time once and adds them up in every way that is asked for. */
@Component
class StatisticsQueryHandler {

    private static final long MICROS_OF_MILLI = 1000;

    private static final String GENERATIONS = "SELECT task_id, project_id, requested_by, model, requested_at,"
            + " round_number, outcome, failure_code, started_at, ended_at, cost_usd, input_tokens, output_tokens,"
            + " cache_read_tokens, cache_creation_tokens, first_verdict, ai_objected FROM statistics_generation s"
            + " WHERE requested_at >= :from AND requested_at < :to";

    private static final String ENDED = "SELECT s.project_id, g.requested_by, g.model, s.status, s.ended_at,"
            + " s.submitted_at, g.round_number FROM statistics_requirement s"
            + " LEFT JOIN statistics_generation g ON g.task_id = s.delivered_task_id"
            + " WHERE s.ended_at >= :from AND s.ended_at < :to";

    private static final String OF_PROJECT = " AND s.project_id = :project";

    private static final String OF_READER =
            " AND s.project_id IN (SELECT project_id FROM project_member WHERE user_id = :reader)";

    private final JdbcClient jdbc;

    private final PeopleNames names;

    StatisticsQueryHandler(JdbcClient jdbc, PeopleNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    @QueryHandler
    Statistics handle(FindStatistics query) {
        var periods = new Periods(query.from(), query.to(), query.bucket(), query.zone());
        var series = new Tally[periods.count()];
        for (int i = 0; i < series.length; i++) {
            series[i] = new Tally();
        }
        var totals = new Tally();
        var projects = new HashMap<@Nullable String, Tally>();
        var people = new HashMap<@Nullable String, Tally>();
        var models = new HashMap<@Nullable String, Tally>();
        var verdicts = new LinkedHashMap<Judgement, Example>();
        read(GENERATIONS, query, row -> {
            var facts = generation(row);
            totals.add(facts);
            series[periods.indexOf(facts.requestedAt())].add(facts);
            tally(projects, facts.projectId()).add(facts);
            tally(people, facts.requestedBy()).add(facts);
            tally(models, facts.model()).add(facts);
            if (facts.firstVerdict() != null && facts.aiObjected() != null) {
                verdicts.computeIfAbsent(
                                new Judgement(facts.aiObjected(), Verdict.valueOf(facts.firstVerdict())),
                                it -> new Example())
                        .add(facts);
            }
        });
        read(ENDED, query, row -> {
            var ended = requirement(row);
            totals.add(ended);
            series[periods.indexOf(ended.endedAt())].add(ended);
            tally(projects, ended.projectId()).add(ended);
            if (ended.requestedBy() != null) {
                tally(people, ended.requestedBy()).add(ended);
                tally(models, ended.model()).add(ended);
            }
        });
        var called = names.of(people.keySet());
        var titles = projectNames(projects.keySet());
        return new Statistics(
                query.from(),
                query.to(),
                query.zone().getId(),
                totals.figures(),
                periods.with(i -> series[i].figures()),
                shares(projects, it -> titles.getOrDefault(it, it)),
                shares(people, it -> called.getOrDefault(it, it)),
                shares(models, it -> it),
                verdicts.entrySet().stream()
                        .map(it -> it.getValue().count(it.getKey()))
                        .sorted(Comparator.comparing(VerdictCount::aiObjected).thenComparing(VerdictCount::verdict))
                        .toList());
    }

    private static Tally tally(Map<@Nullable String, Tally> tallies, @Nullable String id) {
        return tallies.computeIfAbsent(id, it -> new Tally());
    }

    private static List<Share> shares(Map<@Nullable String, Tally> tallies, UnaryOperator<String> name) {
        var shares = new ArrayList<Share>();
        tallies.forEach((id, tally) -> shares.add(new Share(id, id == null ? null : name.apply(id), tally.figures())));
        shares.sort(Comparator.comparingLong((Share it) -> it.figures().generations())
                .reversed()
                .thenComparing(it -> it.name() == null ? "" : it.name()));
        return shares;
    }

    private Map<String, String> projectNames(Collection<@Nullable String> ids) {
        var found = new HashMap<String, String>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, name FROM project_details WHERE id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        found.put(row.getString(1), row.getString(2));
                    });
        }
        return found;
    }

    private void read(String sql, FindStatistics query, RowCallbackHandler each) {
        var project = query.projectId();
        var asked = jdbc.sql(sql + (project == null ? "" : OF_PROJECT) + (query.all() ? "" : OF_READER))
                .param("from", InstantMicrosConverter.micros(query.from()))
                .param("to", InstantMicrosConverter.micros(query.to()));
        if (project != null) {
            asked = asked.param("project", project.value());
        }
        if (!query.all()) {
            asked = asked.param("reader", query.reader().value());
        }
        asked.query(each);
    }

    private static GenerationFacts generation(ResultSet row) throws SQLException {
        var started = row.getLong(9);
        boolean hasStarted = !row.wasNull();
        var ended = row.getLong(10);
        boolean hasEnded = !row.wasNull();
        boolean objected = row.getBoolean(17);
        return new GenerationFacts(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getInt(6),
                Outcome.valueOf(row.getString(7)),
                row.getString(8),
                hasStarted && hasEnded ? (Long) ((ended - started) / MICROS_OF_MILLI) : null,
                row.getBigDecimal(11),
                new Tokens(row.getLong(12), row.getLong(13), row.getLong(14), row.getLong(15)),
                row.getString(16),
                wasNull(row, 17) ? null : (Boolean) objected);
    }

    private static boolean wasNull(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null;
    }

    private static EndedRequirement requirement(ResultSet row) throws SQLException {
        var endedAt = row.getLong(5);
        return new EndedRequirement(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).equals(RequirementStatus.MERGED.name()),
                endedAt,
                (endedAt - row.getLong(6)) / MICROS_OF_MILLI,
                Math.max(0, row.getInt(7) - 1));
    }

    /** What the AI review and the first verdict said of the same change. */
    private record Judgement(boolean aiObjected, Verdict verdict) {}

    /** How often that was so, and the newest time. */
    private static final class Example {

        private long count;

        private long newestAt = Long.MIN_VALUE;

        private String newest = "";

        void add(GenerationFacts facts) {
            count++;
            if (facts.requestedAt() > newestAt) {
                newestAt = facts.requestedAt();
                newest = facts.taskId();
            }
        }

        VerdictCount count(Judgement of) {
            return new VerdictCount(of.aiObjected(), of.verdict(), count, new CodegenTaskId(newest));
        }
    }
}
