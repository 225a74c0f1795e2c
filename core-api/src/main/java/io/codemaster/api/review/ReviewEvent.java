package io.codemaster.api.review;

/** Everything that can become true of a review. */
public sealed interface ReviewEvent
        permits ReviewOpened, AiReviewRequested, AiReviewCompleted, AiReviewFailed, ReviewSubmitted {

    ReviewId reviewId();
}
