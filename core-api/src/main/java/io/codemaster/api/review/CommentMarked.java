package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** A person has said whether a comment was followed. */
@Revision("1")
public record CommentMarked(
        ReviewId reviewId, CodegenTaskId taskId, String roundId, String commentId, boolean addressed, UserId markedBy)
        implements ReviewEvent {}
