package io.codemaster.query.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.operations.ActiveRuns;
import io.codemaster.api.operations.ActiveRuns.Kind;
import io.codemaster.api.operations.ActiveRuns.Running;
import io.codemaster.api.operations.ActiveRuns.Waiting;
import io.codemaster.api.operations.FindActiveRuns;
import io.codemaster.api.project.ProjectId;
import io.codemaster.query.shared.InstantMicrosConverter;
import io.codemaster.query.shared.RunQueue;

/** Reads what waits and what runs from the views of both kinds of runs. */
@Component
class OperationsQueryHandler {

    private static final int MOST = 500;

    private static final String GENERATIONS = "SELECT g.id, 'GENERATION' AS kind, g.project_id, p.name,"
            + " g.requirement_title, g.attempt, g.worker_id, g.started_at, g.queued_at FROM generation_details g"
            + " LEFT JOIN project_details p ON p.id = g.project_id";

    private static final String INSPECTIONS = "SELECT g.id, g.kind, g.project_id, p.name, r.git_url, g.attempt,"
            + " g.worker_id, g.started_at, g.queued_at FROM inspection_details g"
            + " LEFT JOIN project_details p ON p.id = g.project_id"
            + " LEFT JOIN repository_details r ON r.id = g.repository_id";

    private static final String WITH_A_SLOT =
            " WHERE g.status IN ('CLONING', 'RUNNING') ORDER BY g.started_at LIMIT " + MOST;

    private static final String IN_THE_QUEUE =
            " WHERE g.status = 'PENDING' AND g.queued_at IS NOT NULL ORDER BY g.queued_at LIMIT " + MOST;

    private final JdbcClient jdbc;

    private final RunQueue queue;

    OperationsQueryHandler(JdbcClient jdbc, RunQueue queue) {
        this.jdbc = jdbc;
        this.queue = queue;
    }

    @QueryHandler
    ActiveRuns handle(FindActiveRuns query) {
        var running = new ArrayList<Running>();
        var waiting = new ArrayList<Waiting>();
        var places = queue.places();
        for (var kind : List.of(GENERATIONS, INSPECTIONS)) {
            running.addAll(jdbc.sql(kind + WITH_A_SLOT)
                    .query((row, number) -> running(row))
                    .list());
            waiting.addAll(jdbc.sql(kind + IN_THE_QUEUE)
                    .query((row, number) -> waiting(row, places.getOrDefault(row.getString(1), places.size() + 1)))
                    .list());
        }
        waiting.sort(Comparator.comparingInt(Waiting::place));
        return new ActiveRuns(running, waiting);
    }

    private static Running running(ResultSet row) throws SQLException {
        var started = row.getObject(8, Long.class);
        return new Running(
                new CodegenTaskId(row.getString(1)),
                Kind.valueOf(row.getString(2)),
                new ProjectId(row.getString(3)),
                text(row, 4),
                text(row, 5),
                row.getInt(6),
                row.getString(7),
                started == null ? null : InstantMicrosConverter.instant(started));
    }

    private static Waiting waiting(ResultSet row, int place) throws SQLException {
        return new Waiting(
                new CodegenTaskId(row.getString(1)),
                Kind.valueOf(row.getString(2)),
                new ProjectId(row.getString(3)),
                text(row, 4),
                text(row, 5),
                place,
                InstantMicrosConverter.instant(row.getLong(9)));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        var text = row.getString(column);
        return text == null ? "" : text;
    }
}
