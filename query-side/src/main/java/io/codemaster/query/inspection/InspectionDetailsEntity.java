package io.codemaster.query.inspection;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.InspectionDetails;
import io.codemaster.api.inspection.InspectionKind;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.api.inspection.ReviewSubject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.query.shared.FailureColumns;
import io.codemaster.query.shared.RunState;
import io.codemaster.query.shared.UsageColumns;

@Entity
@Table(name = "inspection_details")
class InspectionDetailsEntity {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private InspectionKind kind;

    private String projectId;

    private String repositoryId;

    private @Nullable String taskId;

    @Enumerated(EnumType.STRING)
    private GenerationStatus status;

    @Enumerated(EnumType.STRING)
    private GenerationStep step;

    private int attempt;

    private @Nullable Instant queuedAt;

    private @Nullable String inspectedCommit;

    private @Nullable String model;

    private boolean demo;

    private @Nullable String requestedBy;

    private Instant createdAt;

    private @Nullable Instant startedAt;

    private @Nullable Instant finishedAt;

    private boolean cancelRequested;

    @Embedded
    private UsageColumns usage = new UsageColumns();

    @Embedded
    private FailureColumns failure = new FailureColumns();

    private @Nullable String rawAnswerArtifact;

    private @Nullable String promptArtifact;

    InspectionDetailsEntity() {}

    InspectionDetailsEntity(InspectionRequested event, Instant at) {
        var order = event.order();
        id = event.runId().value();
        kind = InspectionKind.of(order);
        projectId = order.projectId().value();
        repositoryId = order.repositoryId().value();
        taskId = order.subject() instanceof ReviewSubject review
                ? review.taskId().value()
                : null;
        attempt = 1;
        requestedBy = event.requestedBy() == null ? null : event.requestedBy().value();
        createdAt = at;
        status = GenerationStatus.PENDING;
        step = GenerationStep.QUEUE;
    }

    // ---- what happens ----

    boolean isOver() {
        return status.isFinal();
    }

    void is(RunState state) {
        status = state.status();
        step = state.step();
    }

    void queued(int number, Instant at) {
        attempt = number;
        queuedAt = at;
    }

    void claimed(Instant at) {
        queuedAt = null;
        startedAt = startedAt == null ? at : startedAt;
    }

    void prepared(String commit) {
        inspectedCommit = commit;
    }

    void prompted(ArtifactId prompt) {
        promptArtifact = prompt.value();
    }

    void launched(AgentLaunch launch) {
        demo = launch.demo();
        model = launch.model();
    }

    void agentEnded(AgentOutcome outcome) {
        model = outcome.model() == null ? model : outcome.model();
        usage.add(outcome.usage());
    }

    void failed(Failure cause, @Nullable ArtifactId rawAnswer) {
        queuedAt = null;
        failure.set(cause);
        rawAnswerArtifact = rawAnswer == null ? null : rawAnswer.value();
    }

    void withoutFailure() {
        failure.clear();
        rawAnswerArtifact = null;
    }

    void cancelling() {
        cancelRequested = true;
    }

    void ended(Instant at) {
        finishedAt = at;
        queuedAt = null;
    }

    // ---- what is asked ----

    String id() {
        return id;
    }

    boolean isWaiting() {
        return queuedAt != null;
    }

    FairQueue.Waiting waiting() {
        return new FairQueue.Waiting(
                new CodegenTaskId(id), new ProjectId(projectId), queuedAt == null ? createdAt : queuedAt);
    }

    Optional<ArtifactId> prompt() {
        return Optional.ofNullable(promptArtifact).map(ArtifactId::new);
    }

    Optional<ArtifactId> rawAnswer() {
        return Optional.ofNullable(rawAnswerArtifact).map(ArtifactId::new);
    }

    InspectionDetails view(@Nullable Integer queuePosition, @Nullable String rawAnswer) {
        return new InspectionDetails(
                new CodegenTaskId(id),
                kind,
                new ProjectId(projectId),
                new RepositoryId(repositoryId),
                taskId == null ? null : new CodegenTaskId(taskId),
                status,
                step,
                queuePosition,
                attempt,
                inspectedCommit,
                model,
                demo,
                requestedBy == null ? null : new UserId(requestedBy),
                createdAt,
                startedAt,
                finishedAt,
                cancelRequested,
                usage.sum(),
                failure.details(),
                rawAnswer);
    }
}
