package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.inspection.AnalysisAnswer;

/**
 * Tells what the repository is made of. Told again it changes nothing.
 *
 * @param usage what the agent used
 */
public record RecordAnalysis(
        @TargetAggregateIdentifier RepositoryId repositoryId, CodegenTaskId runId, AnalysisAnswer answer, Usage usage)
        implements RepositoryCommand {}
