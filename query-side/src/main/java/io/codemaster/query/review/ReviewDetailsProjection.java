package io.codemaster.query.review;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.CommentMarked;
import io.codemaster.api.review.CommentsAnswered;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.FindingRestored;
import io.codemaster.api.review.ReviewDraftDiscarded;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewReopened;
import io.codemaster.api.review.ReviewSubmitted;

/** Remembers what is said of each change, from the moment it is ordered. */
@Component
@ProcessingGroup("review-details")
class ReviewDetailsProjection {

    private final ReviewRows rows;

    ReviewDetailsProjection(ReviewRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(GenerationOrdered event) {
        rows.ordered(event.taskId(), event.order());
    }

    @EventHandler
    void on(ReviewOpened event) {
        rows.ordered(event.taskId(), event.change().order());
        rows.opened(event.change());
    }

    @EventHandler
    void on(AiReviewRequested event, @Timestamp Instant at) {
        rows.aiRequested(event, at);
    }

    @EventHandler
    void on(AiReviewCompleted event, @Timestamp Instant at) {
        rows.aiCompleted(event, at);
    }

    @EventHandler
    void on(AiReviewFailed event, @Timestamp Instant at) {
        rows.aiFailed(event, at);
    }

    @EventHandler
    void on(FindingDismissed event, @Timestamp Instant at) {
        rows.restored(event.runId().value(), event.findingId());
        rows.dismissed(event, at);
    }

    @EventHandler
    void on(FindingRestored event) {
        rows.restored(event.runId().value(), event.findingId());
    }

    @EventHandler
    void on(ReviewDraftSaved event, @Timestamp Instant at) {
        rows.discarded(event.taskId(), event.savedBy());
        rows.drafted(event, at);
    }

    @EventHandler
    void on(ReviewDraftDiscarded event) {
        rows.discarded(event.taskId(), event.discardedBy());
    }

    @EventHandler
    void on(ReviewSubmitted event, @Timestamp Instant at) {
        rows.submitted(event, at);
        rows.discarded(event.taskId(), event.submittedBy());
    }

    @EventHandler
    void on(ReviewReopened event) {
        rows.reopened(event.taskId());
    }

    @EventHandler
    void on(CommentMarked event) {
        rows.marked(event.commentId(), event.addressed());
    }

    @EventHandler
    void on(CommentsAnswered event) {
        event.answers().forEach(it -> rows.answered(event.followUpTaskId(), it));
    }

    @ResetHandler
    void reset() {
        rows.clear();
    }
}
