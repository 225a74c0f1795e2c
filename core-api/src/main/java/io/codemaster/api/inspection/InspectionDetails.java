package io.codemaster.api.inspection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;

/**
 * An inspection as it stands.
 *
 * @param taskId the generation whose change is reviewed, null for an analysis
 * @param queuePosition 1 for the next one, null while it does not wait
 * @param commit the full SHA-1 that is inspected, null before it is known
 * @param model the model that answers, null before it is known
 * @param requestedBy null when the product asked by itself
 * @param startedAt when a worker took it first, null before
 * @param usage of all attempts, null before the first agent has ended
 * @param failure null where nothing failed
 * @param rawAnswer what the agent answered where that is not valid, null for nothing
 */
public record InspectionDetails(
        CodegenTaskId id,
        InspectionKind kind,
        ProjectId projectId,
        RepositoryId repositoryId,
        @Nullable CodegenTaskId taskId,
        GenerationStatus status,
        GenerationStep step,
        @Nullable Integer queuePosition,
        int attempt,
        @Nullable String commit,
        @Nullable String model,
        boolean demo,
        @Nullable UserId requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        @Nullable Usage usage,
        GenerationDetails.@Nullable FailureDetails failure,
        @Nullable String rawAnswer) {}
