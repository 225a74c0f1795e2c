package io.codemaster.query.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.statistics.Board;
import io.codemaster.api.statistics.Board.Column;
import io.codemaster.api.statistics.CountRequirements;
import io.codemaster.api.statistics.FindBoard;
import io.codemaster.api.statistics.FindWaitingReviews;
import io.codemaster.api.statistics.WaitingReviews;
import io.codemaster.query.shared.InstantMicrosConverter;
import io.codemaster.query.shared.PeopleNames;

/** Knows where requirements are, and which of them wait for somebody. */
@Component
class BoardQueryHandler {

    private static final String OF_DECIDER = " FROM statistics_requirement r"
            + " JOIN statistics_generation g ON g.task_id = r.delivered_task_id"
            + " JOIN project_member m ON m.project_id = r.project_id AND m.user_id = :reader"
            + " JOIN project_details p ON p.id = r.project_id"
            + " WHERE r.status IN ('GENERATED', 'IN_REVIEW') AND m.project_role IN ('DEVELOPER', 'OWNER')"
            + " AND p.archived = FALSE";

    private static final String OF_OTHERS = " AND g.requested_by <> :reader";

    private final JdbcClient jdbc;

    private final PeopleNames names;

    BoardQueryHandler(JdbcClient jdbc, PeopleNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    @QueryHandler
    Board handle(FindBoard query) {
        var counts = new HashMap<RequirementStatus, Long>();
        jdbc.sql("SELECT status, COUNT(*) FROM statistics_requirement WHERE project_id = :project GROUP BY status")
                .param("project", query.projectId().value())
                .query(row -> {
                    counts.put(RequirementStatus.valueOf(row.getString(1)), row.getLong(2));
                });
        var limits = new EnumMap<RequirementStatus, Integer>(RequirementStatus.class);
        jdbc.sql("SELECT status, most FROM statistics_board_limit WHERE project_id = :project")
                .param("project", query.projectId().value())
                .query(row -> {
                    limits.put(RequirementStatus.valueOf(row.getString(1)), row.getInt(2));
                });
        return board(counts, limits);
    }

    @QueryHandler
    Board handle(CountRequirements query) {
        var counts = new HashMap<RequirementStatus, Long>();
        var sql = "SELECT s.status, COUNT(*) FROM statistics_requirement s JOIN project_details p"
                + " ON p.id = s.project_id AND p.archived = FALSE"
                + (query.all()
                        ? ""
                        : " WHERE s.project_id IN (SELECT project_id FROM project_member WHERE user_id = :reader)")
                + " GROUP BY s.status";
        var asked = jdbc.sql(sql);
        if (!query.all()) {
            asked = asked.param("reader", query.reader().value());
        }
        asked.query(row -> {
            counts.put(RequirementStatus.valueOf(row.getString(1)), row.getLong(2));
        });
        return board(counts, Map.of());
    }

    private static Board board(Map<RequirementStatus, Long> counts, Map<RequirementStatus, Integer> limits) {
        return new Board(Arrays.stream(RequirementStatus.values())
                .map(it -> {
                    long count = counts.getOrDefault(it, 0L);
                    var limit = limits.get(it);
                    return new Column(it, count, limit, limit != null && count > limit);
                })
                .toList());
    }

    @QueryHandler
    WaitingReviews handle(FindWaitingReviews query) {
        var which = OF_DECIDER + (query.withOwn() ? "" : OF_OTHERS);
        long count = jdbc.sql("SELECT COUNT(*)" + which)
                .param("reader", query.reader().value())
                .query(Long.class)
                .single();
        List<WaitingReviews.Item> items = jdbc.sql("SELECT g.task_id, r.requirement_id, r.requirement_key, r.title,"
                        + " r.project_id, g.round_number, g.requested_by, g.ended_at, g.ai_score, g.ai_objected"
                        + which + " ORDER BY g.ended_at, g.task_id LIMIT " + query.limit())
                .param("reader", query.reader().value())
                .query((row, number) -> new WaitingReviews.Item(
                        new CodegenTaskId(row.getString(1)),
                        new RequirementId(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        new ProjectId(row.getString(5)),
                        row.getInt(6),
                        row.getString(7),
                        InstantMicrosConverter.instant(row.getLong(8)),
                        row.getObject(9, Integer.class),
                        row.getObject(10, Boolean.class)))
                .list();
        var called = names.of(
                items.stream().map(WaitingReviews.Item::requestedBy).distinct().toList());
        return new WaitingReviews(
                count,
                items.stream()
                        .map(it -> new WaitingReviews.Item(
                                it.taskId(),
                                it.requirementId(),
                                it.requirementKey(),
                                it.title(),
                                it.projectId(),
                                it.round(),
                                called.getOrDefault(it.requestedBy(), it.requestedBy()),
                                it.since(),
                                it.aiScore(),
                                it.aiObjected()))
                        .toList());
    }
}
