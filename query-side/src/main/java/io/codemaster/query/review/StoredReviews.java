package io.codemaster.query.review;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationDetails.FailureDetails;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDetails.AiReviewStatus;
import io.codemaster.api.review.ReviewDetails.Answer;
import io.codemaster.api.review.ReviewDetails.Draft;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.Verdict;
import io.codemaster.query.shared.InstantMicrosConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads the tables of reviews. */
@Component
class StoredReviews {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    StoredReviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record AiRow(
            String run,
            AiReviewStatus status,
            @Nullable ReviewAnswer answer,
            @Nullable BigDecimal costUsd,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable FailureDetails failure) {}

    record DismissalRow(String run, String finding, String reason, String by, Instant at) {}

    record HumanRow(
            String id,
            String taskId,
            int number,
            Verdict verdict,
            @Nullable String comment,
            String by,
            Instant at,
            @Nullable String followUp) {}

    record CommentRow(
            String reviewId,
            String taskId,
            LineComment comment,
            boolean addressed,
            @Nullable Answer answer) {}

    /** The chain that ends with this task, or empty when it was never ordered. */
    Optional<ChangeChain> chain(String task) {
        var family = jdbc.sql("SELECT * FROM review_change WHERE root_task_id ="
                        + " (SELECT root_task_id FROM review_change WHERE task_id = :task)")
                .param("task", task)
                .query((row, n) -> link(row))
                .list();
        return family.isEmpty() ? Optional.empty() : Optional.of(ChangeChain.upTo(task, family));
    }

    private static ChangeChain.Link link(ResultSet row) throws SQLException {
        return new ChangeChain.Link(
                row.getString("task_id"),
                row.getString("requirement_id"),
                row.getString("follow_up_of"),
                row.getInt("round_number"),
                row.getString("base_commit"),
                row.getString("head_commit"),
                artifact(row.getString("patch_artifact")),
                artifact(row.getString("round_patch_artifact")),
                row.getString("requested_by"),
                row.getString("verdict"));
    }

    private static @Nullable ArtifactId artifact(@Nullable String id) {
        return id == null ? null : new ArtifactId(id);
    }

    List<AiRow> ai(String task) {
        return jdbc.sql("SELECT * FROM ai_review WHERE task_id = :task ORDER BY started_at, run_id")
                .param("task", task)
                .query((row, n) -> ai(row))
                .list();
    }

    private static AiRow ai(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        var finished = row.getLong("finished_at");
        var finishedAt = row.wasNull() ? null : InstantMicrosConverter.instant(finished);
        var code = row.getString("failure_code");
        return new AiRow(
                row.getString("run_id"),
                AiReviewStatus.valueOf(row.getString("status")),
                answer == null ? null : JSON.readValue(answer, ReviewAnswer.class),
                row.getBigDecimal("cost_usd"),
                InstantMicrosConverter.instant(row.getLong("started_at")),
                finishedAt,
                code == null
                        ? null
                        : new FailureDetails(
                                code,
                                GenerationStep.valueOf(row.getString("failure_step")),
                                row.getString("failure_message"),
                                row.getBoolean("failure_retryable")));
    }

    List<DismissalRow> dismissals(String task) {
        return jdbc.sql("SELECT * FROM ai_review_dismissal WHERE task_id = :task")
                .param("task", task)
                .query((row, n) -> new DismissalRow(
                        row.getString("run_id"),
                        row.getString("finding_id"),
                        row.getString("reason"),
                        row.getString("dismissed_by"),
                        InstantMicrosConverter.instant(row.getLong("dismissed_at"))))
                .list();
    }

    List<HumanRow> human(List<String> tasks) {
        return jdbc.sql("SELECT * FROM human_review WHERE task_id IN (:tasks) ORDER BY submitted_at, review_number")
                .param("tasks", tasks)
                .query((row, n) -> new HumanRow(
                        row.getString("id"),
                        row.getString("task_id"),
                        row.getInt("review_number"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("comment_text"),
                        row.getString("submitted_by"),
                        InstantMicrosConverter.instant(row.getLong("submitted_at")),
                        row.getString("follow_up_task_id")))
                .list();
    }

    List<CommentRow> comments(List<String> tasks) {
        return jdbc.sql("SELECT * FROM human_review_comment WHERE task_id IN (:tasks) ORDER BY review_id, place")
                .param("tasks", tasks)
                .query((row, n) -> new CommentRow(
                        row.getString("review_id"),
                        row.getString("task_id"),
                        comment(row),
                        row.getBoolean("addressed"),
                        answer(row)))
                .list();
    }

    private static LineComment comment(ResultSet row) throws SQLException {
        return new LineComment(
                row.getString("id"),
                row.getString("file_path"),
                Side.valueOf(row.getString("side")),
                row.getInt("first_line"),
                row.getInt("last_line"),
                row.getString("commit_id"),
                row.getString("snippet"),
                row.getString("body"),
                row.getString("finding_id"));
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        var task = row.getString("answer_task_id");
        return task == null
                ? null
                : new Answer(new CodegenTaskId(task), row.getBoolean("answer_addressed"), row.getString("answer_text"));
    }

    Optional<Draft> draft(String task, UserId user) {
        return jdbc
                .sql("SELECT content, saved_at FROM review_draft WHERE task_id = :task AND user_id = :user")
                .param("task", task)
                .param("user", user.value())
                .query((row, n) -> draft(JSON.readValue(row.getString(1), ReviewDraft.class), row.getLong(2)))
                .list()
                .stream()
                .findFirst();
    }

    private static Draft draft(ReviewDraft draft, long savedAt) {
        return new Draft(
                draft.verdict(), draft.comment(), draft.lineComments(), InstantMicrosConverter.instant(savedAt));
    }
}
