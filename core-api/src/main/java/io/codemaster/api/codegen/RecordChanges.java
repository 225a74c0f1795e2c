package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The change is committed in the product's own git-dir, and its patch is kept. */
public record RecordChanges(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, CapturedChanges changes)
        implements CodegenCommand {}
