package io.codemaster.command.review;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckAiReview;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.CheckComment;
import io.codemaster.api.review.CheckSubmission;
import io.codemaster.api.review.CloseReview;
import io.codemaster.api.review.CommentMarked;
import io.codemaster.api.review.CommentsAnswered;
import io.codemaster.api.review.DiscardReviewDraft;
import io.codemaster.api.review.DismissFinding;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.FindingRestored;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.MarkComment;
import io.codemaster.api.review.OpenReview;
import io.codemaster.api.review.RecordAiReview;
import io.codemaster.api.review.RecordAiReviewFailure;
import io.codemaster.api.review.RecordCommentAnswers;
import io.codemaster.api.review.ReopenReview;
import io.codemaster.api.review.RequestAiReview;
import io.codemaster.api.review.RestoreFinding;
import io.codemaster.api.review.ReviewClosed;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewDraftDiscarded;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewReopened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.SaveReviewDraft;
import io.codemaster.api.review.SubmitReview;
import io.codemaster.api.review.SubmittedReview;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/**
 * The judgement of one delivered change: what the second agent finds, which decides nothing, and what people decide, one
 * verdict after the other.
 */
@Aggregate
class Review {

    @AggregateIdentifier
    private ReviewId id;

    private ReviewedChange change;

    private int runs;

    private @Nullable CodegenTaskId running;

    private @Nullable ReviewAnswer lastAnswer;

    private final Map<CodegenTaskId, Set<String>> findings = new HashMap<>();

    private final Map<String, String> dismissals = new HashMap<>();

    private final Map<UserId, ReviewDraft> drafts = new HashMap<>();

    private final Set<String> rounds = new HashSet<>();

    private final Map<String, Comment> comments = new LinkedHashMap<>();

    private final Map<CodegenTaskId, List<?>> answers = new HashMap<>();

    private final List<ApprovedChange.Decision> decisions = new ArrayList<>();

    private @Nullable Verdict standing;

    private boolean closed;

    Review() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @SuppressWarnings("NullAway") // the id is null exactly when nothing was stored yet
    void handle(OpenReview command, ReviewProperties properties) {
        if (id != null) {
            return;
        }
        apply(new ReviewOpened(command.reviewId(), command.change().taskId(), command.change()));
        if (properties.automatic()) {
            requestAiReview(null);
        }
    }

    // ---- the second agent ----

    @CommandHandler
    CodegenTaskId handle(CheckAiReview command) {
        refuseAiReview();
        return nextRun();
    }

    @CommandHandler
    CodegenTaskId handle(RequestAiReview command) {
        refuseAiReview();
        return requestAiReview(command.requestedBy());
    }

    private CodegenTaskId requestAiReview(@Nullable UserId by) {
        var run = nextRun();
        apply(new AiReviewRequested(id, change.taskId(), run, ReviewBrief.inspection(change), by));
        return run;
    }

    /** The same every time it is asked for, so that whoever asks twice names one run. */
    private CodegenTaskId nextRun() {
        return new CodegenTaskId(change.taskId() + ".review." + (runs + 1));
    }

    private void refuseAiReview() {
        if (running != null) {
            throw new CommandRejected(
                    ErrorCode.REVIEW_AI_ALREADY_RUNNING, "An AI review of this change is under way. Wait for its end.");
        }
        refuseWhenDecided();
    }

    @CommandHandler
    void handle(RecordAiReview command) {
        if (command.runId().equals(running)) {
            apply(new AiReviewCompleted(id, change.taskId(), command.runId(), command.answer(), command.usage()));
        }
    }

    @CommandHandler
    void handle(RecordAiReviewFailure command) {
        if (command.runId().equals(running)) {
            apply(new AiReviewFailed(id, change.taskId(), command.runId(), command.failure(), command.usage()));
        }
    }

    @CommandHandler
    RequirementId handle(DismissFinding command) {
        refuseUnknown(command.runId(), command.findingId());
        refuseWhenDecided();
        if (!command.reason().equals(dismissals.get(key(command.runId(), command.findingId())))) {
            apply(new FindingDismissed(
                    id,
                    change.taskId(),
                    change.order().requirementId(),
                    command.runId(),
                    command.findingId(),
                    command.reason(),
                    command.dismissedBy()));
        }
        return change.order().requirementId();
    }

    @CommandHandler
    void handle(RestoreFinding command) {
        refuseUnknown(command.runId(), command.findingId());
        refuseWhenDecided();
        if (dismissals.containsKey(key(command.runId(), command.findingId()))) {
            apply(new FindingRestored(id, change.taskId(), command.runId(), command.findingId(), command.restoredBy()));
        }
    }

    private void refuseUnknown(CodegenTaskId run, String finding) {
        if (!findings.getOrDefault(run, Set.of()).contains(finding)) {
            throw new CommandRejected(ErrorCode.REVIEW_FINDING_NOT_FOUND, "The AI review has no such finding.");
        }
    }

    private static String key(CodegenTaskId run, String finding) {
        return run + " " + finding;
    }

    // ---- people ----

    @CommandHandler
    RequirementId handle(SaveReviewDraft command) {
        refuseWhenDecided();
        if (!command.draft().equals(drafts.get(command.savedBy()))) {
            apply(new ReviewDraftSaved(
                    id, change.taskId(), change.order().requirementId(), command.draft(), command.savedBy()));
        }
        return change.order().requirementId();
    }

    @CommandHandler
    void handle(DiscardReviewDraft command) {
        if (drafts.containsKey(command.discardedBy())) {
            apply(new ReviewDraftDiscarded(id, change.taskId(), command.discardedBy()));
        }
    }

    @CommandHandler
    ReviewedChange handle(CheckSubmission command) {
        refuseSubmission(command.verdict(), command.empty(), command.submittedBy(), command.fourEyes());
        return change;
    }

    @CommandHandler
    SubmittedReview handle(SubmitReview command) {
        var empty = command.comment() == null && command.lineComments().isEmpty();
        refuseSubmission(command.verdict(), empty, command.submittedBy(), command.fourEyes());
        var brief = command.verdict() == Verdict.NEEDS_REVISION
                ? ReviewBrief.revision(change, command.comment(), command.lineComments(), lastAnswer)
                : null;
        apply(new ReviewSubmitted(
                id,
                change.taskId(),
                change.order().requirementId(),
                command.roundId(),
                rounds.size() + 1,
                command.verdict(),
                command.comment(),
                command.lineComments(),
                brief == null ? null : command.followUpTaskId(),
                command.submittedBy(),
                brief));
        return new SubmittedReview(rounds.size(), brief);
    }

    private void refuseSubmission(Verdict verdict, boolean empty, UserId by, boolean fourEyes) {
        refuseWhenDecided();
        if (standing == Verdict.APPROVED && verdict == Verdict.APPROVED) {
            throw notOpen("The change is approved already.");
        }
        if (verdict == Verdict.NEEDS_REVISION && empty) {
            throw new CommandRejected(
                    ErrorCode.REVIEW_COMMENT_MISSING,
                    "Say what shall be different, of the whole or at a line: the agent works from that.",
                    "comment");
        }
        if (verdict == Verdict.APPROVED && fourEyes && by.equals(change.requestedBy())) {
            throw new CommandRejected(
                    ErrorCode.REVIEW_FOUR_EYES,
                    "You asked for this change, so somebody else has to approve it. Ask another developer.");
        }
    }

    private void refuseWhenDecided() {
        if (closed) {
            throw notOpen("This change is not to be judged any more: a later generation takes its place, or its"
                    + " requirement is closed.");
        }
        if (standing == Verdict.REJECTED || standing == Verdict.NEEDS_REVISION) {
            throw notOpen(
                    standing == Verdict.REJECTED
                            ? "The change is rejected. Generate it anew from its requirement."
                            : "The change is sent back already. Judge the one that follows.");
        }
    }

    private static CommandRejected notOpen(String sentence) {
        return new CommandRejected(ErrorCode.REVIEW_NOT_OPEN, sentence);
    }

    // ---- what becomes of the comments ----

    @CommandHandler
    ReviewId handle(CheckComment command) {
        var known = comments.get(command.commentId());
        if (known != null && known.roundId().equals(command.roundId())) {
            return id;
        }
        var revision = change.order().revision();
        if (revision == null || rounds.contains(command.roundId())) {
            throw noComment();
        }
        return ReviewId.of(revision.followUpOf());
    }

    @CommandHandler
    void handle(MarkComment command) {
        var known = comments.get(command.commentId());
        if (known == null || !known.roundId().equals(command.roundId())) {
            throw noComment();
        }
        if (known.addressed() != command.addressed()) {
            apply(new CommentMarked(
                    id,
                    change.taskId(),
                    command.roundId(),
                    command.commentId(),
                    command.addressed(),
                    command.markedBy()));
        }
    }

    @CommandHandler
    void handle(RecordCommentAnswers command) {
        var known = command.answers().stream()
                .filter(it -> comments.containsKey(it.commentId()))
                .toList();
        if (!known.isEmpty() && !known.equals(answers.get(command.taskId()))) {
            apply(new CommentsAnswered(id, change.taskId(), command.taskId(), known));
        }
    }

    private static CommandRejected noComment() {
        return new CommandRejected(ErrorCode.REVIEW_COMMENT_NOT_FOUND, "The review has no such comment.");
    }

    // ---- what becomes of the change ----

    @CommandHandler
    ApprovedChange handle(CheckApproval command) {
        if (closed || standing != Verdict.APPROVED) {
            throw new CommandRejected(
                    ErrorCode.MERGE_NOT_APPROVED, "The change is not approved. Approve it in its review first.");
        }
        return new ApprovedChange(change, lastAnswer, List.copyOf(decisions));
    }

    @CommandHandler
    void handle(CloseReview command) {
        if (!closed) {
            apply(new ReviewClosed(id, change.taskId()));
        }
    }

    @CommandHandler
    void handle(ReopenReview command) {
        if (closed) {
            apply(new ReviewReopened(id, change.taskId()));
        }
    }

    // ---- state ----

    @EventSourcingHandler
    void on(ReviewOpened event) {
        id = event.reviewId();
        change = event.change();
    }

    @EventSourcingHandler
    void on(AiReviewRequested event) {
        runs++;
        running = event.runId();
    }

    @EventSourcingHandler
    void on(AiReviewCompleted event) {
        running = null;
        lastAnswer = event.answer();
        var ids = new HashSet<String>();
        event.answer().findings().forEach((Finding it) -> ids.add(it.id()));
        findings.put(event.runId(), ids);
    }

    @EventSourcingHandler
    void on(AiReviewFailed event) {
        running = null;
    }

    @EventSourcingHandler
    void on(FindingDismissed event) {
        dismissals.put(key(event.runId(), event.findingId()), event.reason());
    }

    @EventSourcingHandler
    void on(FindingRestored event) {
        dismissals.remove(key(event.runId(), event.findingId()));
    }

    @EventSourcingHandler
    void on(ReviewDraftSaved event) {
        drafts.put(event.savedBy(), event.draft());
    }

    @EventSourcingHandler
    void on(ReviewDraftDiscarded event) {
        drafts.remove(event.discardedBy());
    }

    @EventSourcingHandler
    void on(ReviewSubmitted event, @Timestamp Instant at) {
        drafts.remove(event.submittedBy());
        rounds.add(event.roundId());
        standing = event.verdict();
        event.lineComments().forEach((LineComment it) -> comments.put(it.id(), new Comment(event.roundId(), false)));
        decisions.add(new ApprovedChange.Decision(
                event.submittedBy(),
                event.verdict(),
                event.comment(),
                event.lineComments().size(),
                at));
    }

    @EventSourcingHandler
    void on(CommentMarked event) {
        comments.put(event.commentId(), new Comment(event.roundId(), event.addressed()));
    }

    @EventSourcingHandler
    void on(CommentsAnswered event) {
        answers.put(event.followUpTaskId(), event.answers());
    }

    @EventSourcingHandler
    void on(ReviewClosed event) {
        closed = true;
    }

    @EventSourcingHandler
    void on(ReviewReopened event) {
        closed = false;
        standing = null;
    }

    private record Comment(String roundId, boolean addressed) {}
}
