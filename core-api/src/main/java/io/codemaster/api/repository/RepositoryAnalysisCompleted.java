package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.inspection.AnalysisAnswer;

/** It is known what the repository is made of. */
@Revision("1")
public record RepositoryAnalysisCompleted(
        RepositoryId repositoryId, CodegenTaskId runId, AnalysisAnswer answer, Usage usage)
        implements RepositoryEvent {}
