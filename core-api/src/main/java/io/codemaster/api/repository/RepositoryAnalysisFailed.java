package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.Usage;

/**
 * The analysis came to no result; an earlier one still stands.
 *
 * @param rawAnswer what the agent answered where that is not valid, null for nothing
 */
@Revision("1")
public record RepositoryAnalysisFailed(
        RepositoryId repositoryId,
        CodegenTaskId runId,
        Failure failure,
        @Nullable ArtifactId rawAnswer,
        Usage usage) implements RepositoryEvent {}
