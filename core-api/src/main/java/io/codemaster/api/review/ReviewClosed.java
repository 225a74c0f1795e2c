package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;

/** The change is not to be judged any more. */
@Revision("1")
public record ReviewClosed(ReviewId reviewId, CodegenTaskId taskId) implements ReviewEvent {}
