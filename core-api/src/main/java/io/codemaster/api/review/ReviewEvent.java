package io.codemaster.api.review;

/** Everything that can become true of a review. */
public sealed interface ReviewEvent
        permits ReviewOpened,
                AiReviewRequested,
                AiReviewCompleted,
                AiReviewFailed,
                FindingDismissed,
                FindingRestored,
                ReviewDraftSaved,
                ReviewDraftDiscarded,
                ReviewSubmitted,
                CommentMarked,
                CommentsAnswered,
                ReviewClosed,
                ReviewReopened {

    ReviewId reviewId();
}
