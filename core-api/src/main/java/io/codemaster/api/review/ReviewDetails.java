package io.codemaster.api.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationDetails.FailureDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.requirement.RequirementId;

/**
 * What is said of a generation's change, as its page shows it.
 *
 * @param round 1 for the first change of a requirement, one more for each time it was sent back
 * @param baseCommit where the whole change starts, null before it is delivered
 * @param headCommit the change itself, null before it is delivered
 * @param requestedBy who asked for the change, null before it is delivered
 * @param verdict what stands, null before somebody has decided
 * @param ai the AI reviews of this change, the newest last
 * @param human people's reviews of this change and of those that it follows, the oldest first
 * @param draft the reader's own, null for none
 * @param mayDecide whether the reader may give any verdict now
 * @param mayApprove whether that may be an approval
 * @param whyNot the code of what stands against it, null for nothing
 */
public record ReviewDetails(
        CodegenTaskId taskId,
        RequirementId requirementId,
        int round,
        @Nullable String baseCommit,
        @Nullable String headCommit,
        @Nullable Person requestedBy,
        @Nullable Verdict verdict,
        List<AiReview> ai,
        List<HumanReview> human,
        @Nullable Draft draft,
        boolean mayDecide,
        boolean mayApprove,
        @Nullable String whyNot) {

    /** The same for a reader with these rights. */
    public ReviewDetails allowing(boolean decide, boolean approve, @Nullable String why) {
        return new ReviewDetails(
                taskId,
                requirementId,
                round,
                baseCommit,
                headCommit,
                requestedBy,
                verdict,
                ai,
                human,
                draft,
                decide,
                approve,
                why);
    }

    /** Somebody who has to do with it. */
    public record Person(UserId id, String name) {}

    /** How far an AI review is. */
    public enum AiReviewStatus {
        RUNNING,
        COMPLETED,
        FAILED
    }

    /**
     * One AI review. What it found is null or empty until it is complete.
     *
     * @param runId names the agent's run, by which its transcript is read
     * @param score 0 to 100
     * @param omitted files of the change that the agent was not shown
     * @param resolved what the round before had found and is there no more
     */
    public record AiReview(
            CodegenTaskId id,
            CodegenTaskId runId,
            AiReviewStatus status,
            @Nullable Integer score,
            @Nullable String summary,
            List<Issue> issues,
            ReviewAnswer.@Nullable Categories categories,
            List<String> omitted,
            List<Issue> resolved,
            @Nullable BigDecimal costUsd,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable FailureDetails failure) {}

    /**
     * What an AI review found.
     *
     * @param dismissal why somebody has put it aside, null when nobody has
     * @param commentId the comment that has taken it over, null for none
     */
    public record Issue(
            String id,
            String fingerprint,
            Finding.Severity severity,
            Finding.Category category,
            String file,
            @Nullable Integer line,
            String snippet,
            String description,
            String suggestion,
            boolean anchored,
            Finding.Standing standing,
            @Nullable Dismissal dismissal,
            @Nullable String commentId) {}

    /** Why a finding does not matter. */
    public record Dismissal(String reason, Person by, Instant at) {}

    /**
     * One submitted review of a person.
     *
     * @param taskId the generation whose change it is about
     * @param round that change's round
     * @param number 1 for that change's first verdict
     */
    public record HumanReview(
            String id,
            CodegenTaskId taskId,
            int round,
            int number,
            Verdict verdict,
            @Nullable String comment,
            Person by,
            Instant at,
            @Nullable CodegenTaskId followUpTaskId,
            List<Comment> lineComments) {}

    /**
     * A comment on lines.
     *
     * @param commit the version of the file that the lines are counted in
     * @param snippet the lines as they were
     * @param position where they are in the change that is read
     * @param addressed whether a person says that it was followed
     * @param answer what the agent of the follow-up says, null for nothing
     */
    public record Comment(
            String id,
            String path,
            Side side,
            int line,
            int endLine,
            String commit,
            String snippet,
            String body,
            @Nullable String findingId,
            Position position,
            boolean addressed,
            @Nullable Answer answer) {}

    /**
     * Where commented lines are now.
     *
     * @param path the file's path now, null when the lines are gone
     * @param line the first line, null when the lines are gone
     */
    public record Position(
            PositionState state,
            @Nullable String path,
            @Nullable Integer line) {}

    /** What became of commented lines. */
    public enum PositionState {
        UNCHANGED,
        MOVED,
        OUTDATED
    }

    /** What the agent says to a comment. */
    public record Answer(CodegenTaskId taskId, boolean addressed, String text) {}

    /** What the reader has written and not submitted. */
    public record Draft(
            @Nullable Verdict verdict,
            @Nullable String comment,
            List<ReviewDraft.DraftComment> lineComments,
            Instant savedAt) {}
}
