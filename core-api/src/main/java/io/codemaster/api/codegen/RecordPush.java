package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The remote has the branch. */
public record RecordPush(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, String branch, String headCommit)
        implements CodegenCommand {}
