package io.codemaster.api.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** Takes back {@link DismissFinding}. Asked again it changes nothing. */
public record RestoreFinding(
        @TargetAggregateIdentifier ReviewId reviewId, CodegenTaskId runId, String findingId, UserId restoredBy)
        implements ReviewCommand {}
