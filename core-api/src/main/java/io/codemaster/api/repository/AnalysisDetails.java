package io.codemaster.api.repository;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.inspection.AnalysisResult;

/**
 * The analysis of a repository as it stands.
 *
 * @param result the last one that there is, null before the first
 * @param failure why the last request came to nothing, null where it did not
 * @param rawAnswer what the agent answered where that is not valid, null for nothing
 * @param commit the full SHA-1 that the result is of
 * @param startedAt when a worker took the last run, null before
 * @param finishedAt when the last run ended, null while it waits or runs
 * @param costUsd what the last run cost, null before its end
 * @param runId the last run, or the one that made the result where its commit was found unchanged
 * @param queuePosition 1 for the next one, null while it does not wait
 * @param requestedBy who asked last
 * @param stale whether the result is older than the last request
 */
public record AnalysisDetails(
        Status status,
        @Nullable AnalysisResult result,
        GenerationDetails.@Nullable FailureDetails failure,
        @Nullable String rawAnswer,
        @Nullable String commit,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable BigDecimal costUsd,
        @Nullable CodegenTaskId runId,
        @Nullable Integer queuePosition,
        GenerationDetails.@Nullable Requester requestedBy,
        boolean stale) {

    /** How far the last request is. */
    public enum Status {
        NONE,
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED
    }
}
