package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;

/** The change is to be judged again; what was decided before does not stand. */
@Revision("1")
public record ReviewReopened(ReviewId reviewId, CodegenTaskId taskId) implements ReviewEvent {}
