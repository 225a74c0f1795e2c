package io.codemaster.api.review;

/** Everything that can be asked to read about reviews. */
public sealed interface ReviewQuery permits FindReview {}
