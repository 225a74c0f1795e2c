package io.codemaster.api.repository;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.InspectionOrder;

/**
 * An analysis was asked for.
 *
 * @param runId names the agent's run
 */
@Revision("1")
public record RepositoryAnalysisRequested(
        RepositoryId repositoryId, CodegenTaskId runId, InspectionOrder order, UserId requestedBy)
        implements RepositoryEvent {}
