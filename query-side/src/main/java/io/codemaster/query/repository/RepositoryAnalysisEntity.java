package io.codemaster.query.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationDetails.FailureDetails;
import io.codemaster.api.codegen.GenerationDetails.Requester;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.AnalysisResult;
import io.codemaster.api.repository.AnalysisDetails;
import io.codemaster.api.repository.AnalysisDetails.Status;
import io.codemaster.api.repository.RepositoryAnalysisCompleted;
import io.codemaster.api.repository.RepositoryAnalysisFailed;
import io.codemaster.api.repository.RepositoryAnalysisRequested;

/** The last request to analyse a repository, and the last result, which may be an older one's. */
@Entity
@Table(name = "repository_analysis")
class RepositoryAnalysisEntity {

    @Id
    private String repositoryId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String runId;

    private String requestedBy;

    private @Nullable Instant startedAt;

    private @Nullable Instant finishedAt;

    private @Nullable BigDecimal costUsd;

    private @Nullable String failureCode;

    @Enumerated(EnumType.STRING)
    private @Nullable GenerationStep failureStep;

    private @Nullable String failureMessage;

    private boolean failureRetryable;

    private @Nullable String rawAnswerArtifact;

    private @Nullable String resultArtifact;

    private @Nullable String resultCommit;

    private @Nullable String resultRunId;

    private @Nullable Instant resultStartedAt;

    private @Nullable Instant resultFinishedAt;

    private @Nullable BigDecimal resultCostUsd;

    RepositoryAnalysisEntity() {}

    RepositoryAnalysisEntity(RepositoryAnalysisRequested event) {
        repositoryId = event.repositoryId().value();
        requested(event);
    }

    // ---- what happens ----

    final void requested(RepositoryAnalysisRequested event) {
        status = Status.QUEUED;
        runId = event.runId().value();
        requestedBy = event.requestedBy().value();
        startedAt = null;
        finishedAt = null;
        costUsd = null;
        failed(null);
        rawAnswerArtifact = null;
    }

    void waits() {
        status = Status.QUEUED;
    }

    void runs(Instant at) {
        status = Status.RUNNING;
        startedAt = startedAt == null ? at : startedAt;
    }

    void completed(RepositoryAnalysisCompleted event, Instant at) {
        status = Status.COMPLETED;
        if (event.answer().unchanged() && resultRunId != null) {
            runId = resultRunId;
            startedAt = resultStartedAt;
            finishedAt = resultFinishedAt;
            costUsd = resultCostUsd;
            return;
        }
        finishedAt = at;
        costUsd = event.usage().costUsd();
        resultArtifact = event.answer().result().value();
        resultCommit = event.answer().commit();
        resultRunId = runId;
        resultStartedAt = startedAt;
        resultFinishedAt = at;
        resultCostUsd = costUsd;
    }

    void failed(RepositoryAnalysisFailed event, Instant at) {
        status = Status.FAILED;
        finishedAt = at;
        costUsd = event.usage().costUsd();
        failed(event.failure());
        rawAnswerArtifact = event.rawAnswer() == null ? null : event.rawAnswer().value();
    }

    private void failed(@Nullable Failure failure) {
        failureCode = failure == null ? null : failure.code().code();
        failureStep = failure == null ? null : failure.step();
        failureMessage = failure == null ? null : failure.message();
        failureRetryable = failure != null && failure.code().isPassing();
    }

    // ---- what is asked ----

    String runId() {
        return runId;
    }

    String requestedBy() {
        return requestedBy;
    }

    boolean isWaiting() {
        return status == Status.QUEUED;
    }

    Optional<ArtifactId> result() {
        return Optional.ofNullable(resultArtifact).map(ArtifactId::new);
    }

    Optional<ArtifactId> rawAnswer() {
        return Optional.ofNullable(rawAnswerArtifact).map(ArtifactId::new);
    }

    AnalysisDetails view(
            @Nullable AnalysisResult result,
            @Nullable String rawAnswer,
            @Nullable Integer queuePosition,
            String requesterName) {
        return new AnalysisDetails(
                status,
                result,
                failureCode == null || failureStep == null || failureMessage == null
                        ? null
                        : new FailureDetails(failureCode, failureStep, failureMessage, failureRetryable),
                rawAnswer,
                resultCommit,
                startedAt,
                finishedAt,
                costUsd,
                new CodegenTaskId(runId),
                queuePosition,
                new Requester(new UserId(requestedBy), requesterName),
                resultRunId != null && !resultRunId.equals(runId));
    }
}
