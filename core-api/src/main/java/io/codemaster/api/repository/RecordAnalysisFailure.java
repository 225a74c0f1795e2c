package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.Usage;

/**
 * Tells that the analysis came to no result. Told again it changes nothing.
 *
 * @param rawAnswer what the agent answered where that is not valid, null for nothing
 * @param usage what the agent used
 */
public record RecordAnalysisFailure(
        @TargetAggregateIdentifier RepositoryId repositoryId,
        CodegenTaskId runId,
        Failure failure,
        @Nullable ArtifactId rawAnswer,
        Usage usage)
        implements RepositoryCommand {}
