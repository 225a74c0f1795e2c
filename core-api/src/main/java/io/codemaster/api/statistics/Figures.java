package io.codemaster.api.statistics;

import java.math.BigDecimal;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * What generations that were asked for in some stretch of time came to, and what requirements that ended in it. A rate is
 * 0 to 1 and null where there is nothing to take it of.
 *
 * @param generations how many were asked for
 * @param active how many of them are not over
 * @param failedByCode how many failed, by failure code
 * @param followUps how many of the generations reworked a change that was sent back
 * @param judged how many first changes have a verdict
 * @param approvedFirst how many of those were approved by their first verdict
 * @param firstTimeApprovalRate {@code approvedFirst} of {@code judged}
 * @param ended requirements that were merged, closed or rejected in this time, and still are
 * @param merged how many of those were merged
 * @param mergeRate {@code merged} of {@code ended}
 * @param roundsPerMerge how many rounds of rework a merged requirement took, on average
 * @param leadTime from a requirement's first word to its merge
 * @param costUsd of the generations and of the AI reviews of their changes
 * @param duration from a completed generation's first start to its end, without the time in the queue
 */
public record Figures(
        long generations,
        long completed,
        long failed,
        long cancelled,
        long active,
        SortedMap<String, Long> failedByCode,
        long followUps,
        long judged,
        long approvedFirst,
        @Nullable Double firstTimeApprovalRate,
        long ended,
        long merged,
        @Nullable Double mergeRate,
        @Nullable Double roundsPerMerge,
        Span leadTime,
        BigDecimal costUsd,
        Tokens tokens,
        Span duration) {

    /**
     * The middle of some lengths of time and what nine of ten do not exceed, in milliseconds.
     *
     * @param medianMs the middle one, or the mean of the two in the middle; null without any
     * @param p90Ms the shortest that is not exceeded by nine of ten; null without any
     */
    public record Span(@Nullable Long medianMs, @Nullable Long p90Ms) {}

    /** What the agents read and wrote. */
    public record Tokens(long input, long output, long cacheRead, long cacheCreation) {}
}
