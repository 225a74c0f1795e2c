package io.codemaster.api.review;

/** Everything a review can be asked or told. */
public sealed interface ReviewCommand
        permits OpenReview,
                RequestAiReview,
                RecordAiReview,
                RecordAiReviewFailure,
                RecordCommentAnswers,
                SubmitReview,
                CheckApproval {

    ReviewId reviewId();
}
