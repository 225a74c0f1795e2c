package io.codemaster.query.review;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.query.shared.InstantMicrosConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes the tables of reviews. */
@Component
class ReviewRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    ReviewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A follow-up belongs to the chain of the change that it revises. Known already it stays as it is. */
    void ordered(CodegenTaskId task, GenerationOrder order) {
        if (count("SELECT COUNT(*) FROM review_change WHERE task_id = :task", task) > 0) {
            return;
        }
        var revision = order.revision();
        var root = revision == null
                ? task.value()
                : jdbc
                        .sql("SELECT root_task_id FROM review_change WHERE task_id = :task")
                        .param("task", revision.followUpOf().value())
                        .query(String.class)
                        .list()
                        .stream()
                        .findFirst()
                        .orElse(task.value());
        jdbc.sql("INSERT INTO review_change (task_id, requirement_id, root_task_id, follow_up_of, round_number)"
                        + " VALUES (:task, :requirement, :root, :before, :round)")
                .param("task", task.value())
                .param("requirement", order.requirementId().value())
                .param("root", root)
                .param("before", revision == null ? null : revision.followUpOf().value())
                .param("round", revision == null ? 1 : revision.round() + 1)
                .update();
    }

    private long count(String sql, CodegenTaskId task) {
        return jdbc.sql(sql).param("task", task.value()).query(Long.class).single();
    }

    void opened(ReviewedChange change) {
        var changes = change.changes();
        var round = changes.round();
        jdbc.sql("UPDATE review_change SET base_commit = :base, head_commit = :head, patch_artifact = :patch,"
                        + " round_patch_artifact = :round, requested_by = :requester WHERE task_id = :task")
                .param("task", change.taskId().value())
                .param("base", changes.baseCommit())
                .param("head", changes.headCommit())
                .param("patch", changes.patch().value())
                .param("round", round == null ? null : round.patch().value())
                .param("requester", change.requestedBy().value())
                .update();
    }

    void reopened(CodegenTaskId task) {
        jdbc.sql("UPDATE review_change SET verdict = NULL WHERE task_id = :task")
                .param("task", task.value())
                .update();
    }

    // ---- the second agent ----

    void aiRequested(AiReviewRequested event, Instant at) {
        jdbc.sql("INSERT INTO ai_review (run_id, task_id, status, started_at, failure_retryable)"
                        + " VALUES (:run, :task, 'RUNNING', :at, :retryable)")
                .param("run", event.runId().value())
                .param("task", event.taskId().value())
                .param("at", InstantMicrosConverter.micros(at))
                .param("retryable", false)
                .update();
    }

    void aiCompleted(AiReviewCompleted event, Instant at) {
        jdbc.sql("UPDATE ai_review SET status = 'COMPLETED', answer = :answer, cost_usd = :cost, finished_at = :at"
                        + " WHERE run_id = :run")
                .param("run", event.runId().value())
                .param("answer", JSON.writeValueAsString(event.answer()))
                .param("cost", event.usage().costUsd())
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void aiFailed(AiReviewFailed event, Instant at) {
        var failure = event.failure();
        jdbc.sql("UPDATE ai_review SET status = 'FAILED', cost_usd = :cost, finished_at = :at, failure_code = :code,"
                        + " failure_step = :step, failure_message = :message, failure_retryable = :retryable"
                        + " WHERE run_id = :run")
                .param("run", event.runId().value())
                .param("cost", event.usage() == null ? null : event.usage().costUsd())
                .param("at", InstantMicrosConverter.micros(at))
                .param("code", failure.code().code())
                .param("step", failure.step().name())
                .param("message", failure.message())
                .param("retryable", failure.code().isPassing())
                .update();
    }

    void dismissed(FindingDismissed event, Instant at) {
        jdbc.sql("INSERT INTO ai_review_dismissal (run_id, finding_id, task_id, reason, dismissed_by, dismissed_at)"
                        + " VALUES (:run, :finding, :task, :reason, :by, :at)")
                .param("run", event.runId().value())
                .param("finding", event.findingId())
                .param("task", event.taskId().value())
                .param("reason", event.reason())
                .param("by", event.dismissedBy().value())
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void restored(String run, String finding) {
        jdbc.sql("DELETE FROM ai_review_dismissal WHERE run_id = :run AND finding_id = :finding")
                .param("run", run)
                .param("finding", finding)
                .update();
    }

    // ---- people ----

    void drafted(ReviewDraftSaved event, Instant at) {
        jdbc.sql("INSERT INTO review_draft (task_id, user_id, content, saved_at) VALUES (:task, :user, :content, :at)")
                .param("task", event.taskId().value())
                .param("user", event.savedBy().value())
                .param("content", JSON.writeValueAsString(event.draft()))
                .param("at", InstantMicrosConverter.micros(at))
                .update();
    }

    void discarded(CodegenTaskId task, UserId user) {
        jdbc.sql("DELETE FROM review_draft WHERE task_id = :task AND user_id = :user")
                .param("task", task.value())
                .param("user", user.value())
                .update();
    }

    void submitted(ReviewSubmitted event, Instant at) {
        var followUp = event.followUpTaskId();
        jdbc.sql("INSERT INTO human_review (id, task_id, review_number, verdict, comment_text, submitted_by,"
                        + " submitted_at, follow_up_task_id)"
                        + " VALUES (:id, :task, :number, :verdict, :comment, :by, :at, :followUp)")
                .param("id", event.roundId())
                .param("task", event.taskId().value())
                .param("number", event.number())
                .param("verdict", event.verdict().name())
                .param("comment", event.comment())
                .param("by", event.submittedBy().value())
                .param("at", InstantMicrosConverter.micros(at))
                .param("followUp", followUp == null ? null : followUp.value())
                .update();
        for (int i = 0; i < event.lineComments().size(); i++) {
            commented(event, event.lineComments().get(i), i);
        }
        jdbc.sql("UPDATE review_change SET verdict = :verdict WHERE task_id = :task")
                .param("task", event.taskId().value())
                .param("verdict", event.verdict().name())
                .update();
    }

    private void commented(ReviewSubmitted event, LineComment comment, int place) {
        jdbc.sql("INSERT INTO human_review_comment (id, review_id, task_id, place, file_path, side, first_line,"
                        + " last_line, commit_id, snippet, body, finding_id, addressed)"
                        + " VALUES (:id, :review, :task, :place, :path, :side, :first, :last, :commit, :snippet, :body,"
                        + " :finding, :addressed)")
                .param("id", comment.id())
                .param("review", event.roundId())
                .param("task", event.taskId().value())
                .param("place", place)
                .param("path", comment.path())
                .param("side", comment.side().name())
                .param("first", comment.line())
                .param("last", comment.endLine())
                .param("commit", comment.commit())
                .param("snippet", comment.snippet())
                .param("body", comment.body())
                .param("finding", comment.findingId())
                .param("addressed", false)
                .update();
    }

    void marked(String comment, boolean addressed) {
        jdbc.sql("UPDATE human_review_comment SET addressed = :addressed WHERE id = :id")
                .param("id", comment)
                .param("addressed", addressed)
                .update();
    }

    void answered(CodegenTaskId followUp, CommentAnswer answer) {
        jdbc.sql("UPDATE human_review_comment SET answer_task_id = :task, answer_addressed = :addressed,"
                        + " answer_text = :text WHERE id = :id")
                .param("id", answer.commentId())
                .param("task", followUp.value())
                .param("addressed", answer.addressed())
                .param("text", answer.text())
                .update();
    }

    void clear() {
        for (var table : List.of(
                "review_change",
                "ai_review",
                "ai_review_dismissal",
                "human_review",
                "human_review_comment",
                "review_draft")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }
}
