package io.codemaster.api.review;

/** Everything a review can be asked or told. */
public sealed interface ReviewCommand
        permits OpenReview,
                CheckAiReview,
                RequestAiReview,
                RecordAiReview,
                RecordAiReviewFailure,
                DismissFinding,
                RestoreFinding,
                SaveReviewDraft,
                DiscardReviewDraft,
                CheckSubmission,
                SubmitReview,
                CheckComment,
                MarkComment,
                RecordCommentAnswers,
                CheckApproval,
                CloseReview,
                ReopenReview {

    ReviewId reviewId();
}
