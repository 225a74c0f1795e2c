package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;

/** Tells that the second agent came to no result. Told again it changes nothing. */
public record RecordAiReviewFailure(
        @TargetAggregateIdentifier ReviewId reviewId, CodegenTaskId runId, Failure failure) implements ReviewCommand {}
