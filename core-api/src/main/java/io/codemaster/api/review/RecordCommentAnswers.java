package io.codemaster.api.review;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Tells what the agent of a follow-up says to the comments that sent the change back. Answers to comments that the review
 * does not have are left out; the same told again changes nothing.
 *
 * @param reviewId the review that sent the change back
 * @param taskId the follow-up
 */
public record RecordCommentAnswers(
        @TargetAggregateIdentifier ReviewId reviewId, CodegenTaskId taskId, List<CommentAnswer> answers)
        implements ReviewCommand {}
