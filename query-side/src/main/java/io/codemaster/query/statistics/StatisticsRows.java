package io.codemaster.query.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.review.Verdict;
import io.codemaster.query.shared.InstantMicrosConverter;

/** Writes the tables of statistics. */
@Component
class StatisticsRows {

    private final JdbcClient jdbc;

    StatisticsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // ---- generations ----

    void requested(GenerationRequested event, Instant at) {
        var order = event.order();
        var revision = order.revision();
        jdbc.sql("INSERT INTO statistics_generation (task_id, requirement_id, project_id, requested_by, requested_at,"
                        + " round_number, model, outcome, cost_usd, input_tokens, output_tokens, cache_read_tokens,"
                        + " cache_creation_tokens)"
                        + " VALUES (:task, :requirement, :project, :by, :at, :round, :model, 'ACTIVE', 0, 0, 0, 0, 0)")
                .param("task", event.taskId().value())
                .param("requirement", order.requirementId().value())
                .param("project", order.projectId().value())
                .param("by", event.requestedBy().value())
                .param("at", InstantMicrosConverter.micros(at))
                .param("round", revision == null ? 1 : revision.round() + 1)
                .param("model", order.options().model())
                .update();
    }

    void started(CodegenTaskId task, Instant at) {
        jdbc.sql("UPDATE statistics_generation SET started_at = :at WHERE task_id = :task AND started_at IS NULL")
                .param("task", task.value())
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void model(CodegenTaskId task, String model) {
        jdbc.sql("UPDATE statistics_generation SET model = :model WHERE task_id = :task")
                .param("task", task.value())
                .param("model", model)
                .update();
    }

    void used(CodegenTaskId task, Usage usage) {
        jdbc.sql("UPDATE statistics_generation SET cost_usd = cost_usd + :cost, input_tokens = input_tokens + :input,"
                        + " output_tokens = output_tokens + :output, cache_read_tokens = cache_read_tokens + :cacheRead,"
                        + " cache_creation_tokens = cache_creation_tokens + :cacheCreation WHERE task_id = :task")
                .param("task", task.value())
                .param("cost", usage.costUsd())
                .param("input", usage.inputTokens())
                .param("output", usage.outputTokens())
                .param("cacheRead", usage.cacheReadTokens())
                .param("cacheCreation", usage.cacheCreationTokens())
                .update();
    }

    void cost(CodegenTaskId task, BigDecimal usd) {
        jdbc.sql("UPDATE statistics_generation SET cost_usd = cost_usd + :cost WHERE task_id = :task")
                .param("task", task.value())
                .param("cost", usd)
                .update();
    }

    void outcome(CodegenTaskId task, Outcome outcome, @Nullable String failureCode, @Nullable Instant at) {
        jdbc.sql("UPDATE statistics_generation SET outcome = :outcome, failure_code = :code, ended_at = :at"
                        + " WHERE task_id = :task")
                .param("task", task.value())
                .param("outcome", outcome.name())
                .param("code", failureCode)
                .param("at", at == null ? null : InstantMicrosConverter.micros(at))
                .update();
    }

    void aiJudged(CodegenTaskId task, int score, boolean objected) {
        jdbc.sql("UPDATE statistics_generation SET ai_score = :score, ai_objected = :objected WHERE task_id = :task")
                .param("task", task.value())
                .param("score", score)
                .param("objected", objected)
                .update();
    }

    /** The first verdict stays. */
    void judged(CodegenTaskId task, Verdict verdict) {
        jdbc.sql("UPDATE statistics_generation SET first_verdict = :verdict"
                        + " WHERE task_id = :task AND first_verdict IS NULL")
                .param("task", task.value())
                .param("verdict", verdict.name())
                .update();
    }

    // ---- requirements ----

    void submitted(RequirementSubmitted event, Instant at) {
        jdbc.sql("INSERT INTO statistics_requirement (requirement_id, project_id, requirement_key, title, status,"
                        + " submitted_at) VALUES (:requirement, :project, :key, :title, :status, :at)")
                .param("requirement", event.requirementId().value())
                .param("project", event.projectId().value())
                .param("key", event.key())
                .param("title", event.title())
                .param("status", RequirementStatus.DRAFT.name())
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void titled(RequirementId requirement, String title) {
        jdbc.sql("UPDATE statistics_requirement SET title = :title WHERE requirement_id = :requirement")
                .param("requirement", requirement.value())
                .param("title", title)
                .update();
    }

    /** Only a status that ends a requirement has a time. */
    void movedTo(RequirementId requirement, RequirementStatus status, @Nullable Instant at) {
        jdbc.sql("UPDATE statistics_requirement SET status = :status, ended_at = :at"
                        + " WHERE requirement_id = :requirement")
                .param("requirement", requirement.value())
                .param("status", status.name())
                .param("at", at == null || !status.isEnd() ? null : InstantMicrosConverter.micros(at))
                .update();
    }

    void delivered(RequirementId requirement, CodegenTaskId task) {
        jdbc.sql("UPDATE statistics_requirement SET delivered_task_id = :task WHERE requirement_id = :requirement")
                .param("requirement", requirement.value())
                .param("task", task.value())
                .update();
    }

    void limited(ProjectId project, Map<RequirementStatus, Integer> limits) {
        jdbc.sql("DELETE FROM statistics_board_limit WHERE project_id = :project")
                .param("project", project.value())
                .update();
        limits.forEach((status, most) -> jdbc.sql(
                        "INSERT INTO statistics_board_limit (project_id, status, most) VALUES (:project, :status, :most)")
                .param("project", project.value())
                .param("status", status.name())
                .param("most", most)
                .update());
    }

    void clear() {
        for (var table : List.of("statistics_generation", "statistics_requirement", "statistics_board_limit")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }
}
