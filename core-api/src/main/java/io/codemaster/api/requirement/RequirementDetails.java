package io.codemaster.api.requirement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestSummary;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;

/**
 * A requirement as its page shows it.
 *
 * @param reviewTaskId the generation whose change stands to be judged, null before one has delivered
 * @param costUsd US dollars that all its generations and AI reviews have cost
 */
public record RequirementDetails(
        RequirementId id,
        String key,
        ProjectId projectId,
        String title,
        String description,
        Priority priority,
        RequirementStatus status,
        @Nullable RepositoryId repositoryId,
        @Nullable String targetBranch,
        @Nullable String documentUrl,
        @Nullable UserId assigneeId,
        @Nullable Author assignee,
        Author createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable LatestGeneration latestGeneration,
        @Nullable DocumentSummary document,
        List<AttachmentSummary> attachments,
        @Nullable CodegenTaskId reviewTaskId,
        BigDecimal costUsd,
        @Nullable MergeRequestSummary mergeRequest) {

    /** Somebody who has to do with it. */
    public record Author(UserId id, String name) {}

    /** Its newest generation in short. */
    public record LatestGeneration(
            CodegenTaskId id,
            GenerationStatus status,
            GenerationStep step,
            @Nullable Instant finishedAt,
            @Nullable String failureCode) {}

    /** The document that was imported, without its text. */
    public record DocumentSummary(
            String url, String title, @Nullable Long revision, Instant readAt, DocumentFormat format, int characters) {}

    /** A text that goes with it. */
    public record AttachmentSummary(AttachmentId id, String name, long bytes, Author addedBy, Instant addedAt) {}
}
