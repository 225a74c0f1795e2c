package io.codemaster.query.requirement;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.requirement.RequirementDetails.DocumentSummary;
import io.codemaster.api.requirement.RequirementDetails.LatestGeneration;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.query.shared.Cursor;
import io.codemaster.query.shared.RunState;

@Entity
@Table(name = "requirement_details")
class RequirementDetailsEntity {

    @Id
    private String id;

    private String requirementKey;

    private String projectId;

    private String title;

    private String description;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Enumerated(EnumType.STRING)
    private RequirementStatus status;

    private @Nullable String repositoryId;

    private @Nullable String targetBranch;

    private @Nullable String documentUrl;

    private @Nullable String assigneeId;

    private String createdBy;

    private Instant createdAt;

    private Instant updatedAt;

    private @Nullable String latestTaskId;

    @Enumerated(EnumType.STRING)
    private @Nullable GenerationStatus latestStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable GenerationStep latestStep;

    private @Nullable Instant latestFinishedAt;

    private @Nullable String latestFailureCode;

    RequirementDetailsEntity() {}

    RequirementDetailsEntity(RequirementSubmitted event, Instant at) {
        id = event.requirementId().value();
        requirementKey = event.key();
        projectId = event.projectId().value();
        title = event.title();
        description = event.description();
        priority = event.priority();
        status = RequirementStatus.DRAFT;
        var target = event.target();
        repositoryId = target == null ? null : target.repositoryId().value();
        targetBranch = event.targetBranch();
        documentUrl = event.documentUrl();
        var assignee = event.assigneeId();
        assigneeId = assignee == null ? null : assignee.value();
        createdBy = event.submittedBy().value();
        createdAt = at;
        updatedAt = at;
    }

    String id() {
        return id;
    }

    String createdBy() {
        return createdBy;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    void generating(CodegenTaskId task, Instant at) {
        movedTo(RequirementStatus.GENERATING, at);
        latestTaskId = task.value();
        latestIs(RunState.WAITING, null, null);
    }

    void movedTo(RequirementStatus next, Instant at) {
        status = next;
        updatedAt = at;
    }

    void latestIs(RunState state, @Nullable Instant finishedAt, @Nullable String failureCode) {
        latestStatus = state.status();
        latestStep = state.step();
        latestFinishedAt = finishedAt;
        latestFailureCode = failureCode;
    }

    RequirementDetails view(String authorName, @Nullable DocumentSummary document) {
        return new RequirementDetails(
                new RequirementId(id),
                requirementKey,
                new ProjectId(projectId),
                title,
                description,
                priority,
                status,
                Optional.ofNullable(repositoryId).map(RepositoryId::new).orElse(null),
                targetBranch,
                documentUrl,
                Optional.ofNullable(assigneeId).map(UserId::new).orElse(null),
                new Author(new UserId(createdBy), authorName),
                createdAt,
                updatedAt,
                latest(),
                document);
    }

    private @Nullable LatestGeneration latest() {
        if (latestTaskId == null || latestStatus == null || latestStep == null) {
            return null;
        }
        return new LatestGeneration(
                new CodegenTaskId(latestTaskId), latestStatus, latestStep, latestFinishedAt, latestFailureCode);
    }
}
