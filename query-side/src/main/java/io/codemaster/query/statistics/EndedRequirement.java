package io.codemaster.query.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What counts of a requirement that was merged, closed or rejected.
 *
 * @param endedAt microseconds since 1970
 * @param requestedBy who asked for its last delivered change, null without one
 * @param model which model wrote that
 * @param rework how often a change of it was sent back before
 */
record EndedRequirement(
        String projectId,
        @Nullable String requestedBy,
        @Nullable String model,
        boolean merged,
        long endedAt,
        long leadTimeMs,
        int rework) {}
