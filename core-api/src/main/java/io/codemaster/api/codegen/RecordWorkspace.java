package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The clone is there; {@code branch} is the one that the change will be pushed to. */
public record RecordWorkspace(
        @TargetAggregateIdentifier CodegenTaskId taskId, int attempt, String branch, String baseCommit)
        implements CodegenCommand {}
