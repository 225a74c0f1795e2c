package io.codemaster.api.review;

import java.util.List;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * The agent of a follow-up has answered the comments.
 *
 * @param followUpTaskId the follow-up whose agent it was
 */
@Revision("1")
public record CommentsAnswered(
        ReviewId reviewId, CodegenTaskId taskId, CodegenTaskId followUpTaskId, List<CommentAnswer> answers)
        implements ReviewEvent {}
