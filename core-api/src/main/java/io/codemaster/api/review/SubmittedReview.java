package io.codemaster.api.review;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.RevisionBrief;

/**
 * What a verdict became.
 *
 * @param number 1 for the change's first verdict
 * @param revision what the follow-up is to do, null unless the change needs revision
 */
public record SubmittedReview(int number, @Nullable RevisionBrief revision) {}
