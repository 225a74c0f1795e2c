package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Keeps that somebody takes the evidence of a generation with them; sent before they have it. */
public record RecordEvidenceExport(
        @TargetAggregateIdentifier CodegenTaskId taskId, UserId exportedBy) implements CodegenCommand {}
