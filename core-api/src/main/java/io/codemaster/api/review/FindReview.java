package io.codemaster.api.review;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * Answers an {@code Optional<ReviewDetails>}: empty when no such generation was ordered.
 *
 * @param reader whose draft is wanted
 */
public record FindReview(CodegenTaskId taskId, UserId reader) implements ReviewQuery {}
