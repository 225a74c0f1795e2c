package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** A finding that was put aside counts again. */
@Revision("1")
public record FindingRestored(
        ReviewId reviewId, CodegenTaskId taskId, CodegenTaskId runId, String findingId, UserId restoredBy)
        implements ReviewEvent {}
