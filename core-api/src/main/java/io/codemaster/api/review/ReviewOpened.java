package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;

/** A delivered change waits for people's judgement. */
@Revision("1")
public record ReviewOpened(ReviewId reviewId, CodegenTaskId taskId, ReviewedChange change) implements ReviewEvent {}
