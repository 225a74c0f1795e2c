package io.codemaster.api.inspection;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;

/**
 * All that is needed to inspect a repository, as it stood when the inspection was asked for. Its run is named by a
 * {@link io.codemaster.api.codegen.CodegenTaskId}, so that queue, transcript and stream are those of a generation.
 *
 * @param branch whose head is inspected
 * @param commit the full SHA-1 to inspect, null for the head of the branch when a worker takes it
 */
public record InspectionOrder(
        ProjectId projectId,
        RepositoryId repositoryId,
        String gitUrl,
        Platform platform,
        String branch,
        @Nullable String commit,
        InspectionSubject subject) {}
