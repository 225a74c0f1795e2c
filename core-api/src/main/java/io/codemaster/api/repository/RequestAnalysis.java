package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * Asks for an analysis of the default branch. Answers the {@link InspectionOrder}; refused while one is under way.
 *
 * @param runId names the agent's run
 * @param force whether a commit that was analysed before is analysed again
 */
public record RequestAnalysis(
        @TargetAggregateIdentifier RepositoryId repositoryId, CodegenTaskId runId, boolean force, UserId requestedBy)
        implements RepositoryCommand {}
