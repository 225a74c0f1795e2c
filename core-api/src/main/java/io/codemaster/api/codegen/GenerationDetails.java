package io.codemaster.api.codegen;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;

/**
 * A generation as its page shows it.
 *
 * @param queuePosition 1 for the next one, null when it does not wait for a worker
 * @param model the model that answered, or the one asked for; null while nobody knows
 * @param demo whether the scripted demo model answers
 * @param retryAt when the next attempt starts by itself, null when none is waiting
 * @param timeLimitMs how long an attempt may take, milliseconds
 * @param lastSequence the number of the newest event of its stream, 0 before the first
 * @param baseCommit the full SHA-1 that the whole change is seen against, over all its rounds
 * @param stat how large the whole change is
 * @param followUpOf the generation it continues, null when it continues none
 * @param round 1 for the first change of a requirement, one more for each time it was sent back
 * @param resumed whether the agent of a follow-up went on with its conversation ({@code true}) or was told the history
 *     ({@code false}); null for a first change and before the agent runs
 */
public record GenerationDetails(
        CodegenTaskId id,
        RequirementId requirementId,
        String requirementKey,
        String requirementTitle,
        ProjectId projectId,
        RepositoryId repositoryId,
        GenerationStatus status,
        GenerationStep step,
        @Nullable Integer queuePosition,
        int attempt,
        @Nullable String branch,
        @Nullable String baseCommit,
        @Nullable String headCommit,
        @Nullable String agentSessionId,
        @Nullable String model,
        boolean demo,
        Requester requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant retryAt,
        long timeLimitMs,
        boolean cancelRequested,
        @Nullable DiffStat stat,
        @Nullable Usage usage,
        @Nullable FailureDetails failure,
        long lastSequence,
        @Nullable CodegenTaskId followUpOf,
        int round,
        @Nullable Boolean resumed) {

    /** Who asked for it. */
    public record Requester(UserId id, String name) {}

    /** Why it failed, or why its last attempt did. */
    public record FailureDetails(String code, GenerationStep phase, String message, boolean retryable) {}
}
