package io.codemaster.query.statistics;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.statistics.Figures.Tokens;

/**
 * What counts of a generation.
 *
 * @param requestedAt microseconds since 1970
 * @param durationMs from its first start to its end, null where it has not both
 * @param firstVerdict null without one
 * @param aiObjected null without an AI review
 */
record GenerationFacts(
        String taskId,
        String projectId,
        String requestedBy,
        @Nullable String model,
        long requestedAt,
        int round,
        Outcome outcome,
        @Nullable String failureCode,
        @Nullable Long durationMs,
        BigDecimal costUsd,
        Tokens tokens,
        @Nullable String firstVerdict,
        @Nullable Boolean aiObjected) {}
