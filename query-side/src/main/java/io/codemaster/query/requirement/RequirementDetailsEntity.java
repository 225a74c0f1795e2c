package io.codemaster.query.requirement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
import io.codemaster.api.mergerequest.MergeRequestSummary;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDetails.AttachmentSummary;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.requirement.RequirementDetails.DocumentSummary;
import io.codemaster.api.requirement.RequirementDetails.LatestGeneration;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSort;
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

    private @Nullable String reviewTaskId;

    @SuppressWarnings("UnusedVariable") // who asks for the version reads the column
    private long version;

    private long priorityRank;

    @SuppressWarnings("UnusedVariable") // lists choose by it
    private @Nullable Instant endedAt;

    RequirementDetailsEntity() {}

    RequirementDetailsEntity(RequirementSubmitted event, Instant at, long sequence) {
        id = event.requirementId().value();
        requirementKey = event.key();
        projectId = event.projectId().value();
        title = event.title();
        description = event.description();
        prioritised(event.priority());
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
        version = sequence;
    }

    /** What is edited takes the place of what was; the rest stays. */
    void edited(RequirementEdited event) {
        title = event.title() == null ? title : event.title();
        description = event.description() == null ? description : event.description();
        if (event.priority() != null) {
            prioritised(event.priority());
        }
        var target = event.target();
        if (target != null) {
            repositoryId =
                    target.to() == null ? null : target.to().repositoryId().value();
        }
        targetBranch = event.targetBranch() == null
                ? targetBranch
                : event.targetBranch().to();
        documentUrl =
                event.documentUrl() == null ? documentUrl : event.documentUrl().to();
        var assignee = event.assigneeId();
        if (assignee != null) {
            assigneeId = assignee.to() == null ? null : assignee.to().value();
        }
    }

    private void prioritised(Priority to) {
        priority = to;
        priorityRank = switch (to) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
            case URGENT -> 3;
        };
    }

    void at(long sequence, Instant at) {
        version = sequence;
        updatedAt = at;
    }

    String id() {
        return id;
    }

    /** Everybody whom the view names, but for those of the attachments. */
    Stream<String> people() {
        return Stream.of(createdBy, assigneeId).filter(Objects::nonNull);
    }

    Cursor place(RequirementSort sort) {
        return switch (sort) {
            case NEWEST -> new Cursor(createdAt, id);
            case UPDATED -> new Cursor(updatedAt, id);
            case PRIORITY -> new Cursor(priorityRank, createdAt, id);
        };
    }

    void generating(CodegenTaskId task, Instant at) {
        movedTo(RequirementStatus.GENERATING, at);
        latestTaskId = task.value();
        latestIs(RunState.WAITING, null, null);
    }

    void movedTo(RequirementStatus next, Instant at) {
        status = next;
        endedAt = next.isEnd() ? at : null;
    }

    void concluded(GenerationConcluded event, Instant at) {
        movedTo(event.status(), at);
        reviewTaskId = event.delivery() == null ? reviewTaskId : event.taskId().value();
    }

    void latestIs(RunState state, @Nullable Instant finishedAt, @Nullable String failureCode) {
        latestStatus = state.status();
        latestStep = state.step();
        latestFinishedAt = finishedAt;
        latestFailureCode = failureCode;
    }

    RequirementDetails view(
            Function<String, Author> people,
            @Nullable DocumentSummary document,
            List<AttachmentSummary> attachments,
            BigDecimal costUsd,
            @Nullable MergeRequestSummary mergeRequest) {
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
                Optional.ofNullable(assigneeId).map(people).orElse(null),
                people.apply(createdBy),
                createdAt,
                updatedAt,
                latest(),
                document,
                attachments,
                Optional.ofNullable(reviewTaskId).map(CodegenTaskId::new).orElse(null),
                costUsd,
                mergeRequest);
    }

    private @Nullable LatestGeneration latest() {
        if (latestTaskId == null || latestStatus == null || latestStep == null) {
            return null;
        }
        return new LatestGeneration(
                new CodegenTaskId(latestTaskId), latestStatus, latestStep, latestFinishedAt, latestFailureCode);
    }
}
