package io.codemaster.api.statistics;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

/**
 * Answers {@link Statistics}.
 *
 * @param reader only the work of this user's projects
 * @param all whether projects that the reader does not belong to count too
 * @param projectId null for all of them
 * @param from the first moment that counts
 * @param to the first moment that does not count any more
 * @param zone where the days and weeks begin
 */
public record FindStatistics(
        UserId reader, boolean all, @Nullable ProjectId projectId, Instant from, Instant to, Bucket bucket, ZoneId zone)
        implements StatisticsQuery {

    /** How long a step of the series is. */
    public enum Bucket {
        DAY,
        WEEK
    }
}
