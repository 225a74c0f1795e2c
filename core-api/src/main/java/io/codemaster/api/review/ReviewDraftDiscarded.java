package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** A reviewer has thrown away what they had kept. */
@Revision("1")
public record ReviewDraftDiscarded(ReviewId reviewId, CodegenTaskId taskId, UserId discardedBy)
        implements ReviewEvent {}
