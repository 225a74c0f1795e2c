package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.inspection.ReviewAnswer;

/** Tells what the second agent found. Told again it changes nothing. */
public record RecordAiReview(
        @TargetAggregateIdentifier ReviewId reviewId, CodegenTaskId runId, ReviewAnswer answer, Usage usage)
        implements ReviewCommand {}
