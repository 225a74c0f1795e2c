package io.codemaster.api.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.review.Verdict;

/**
 * Figures over a stretch of time.
 *
 * @param from the first moment that counts
 * @param to the first moment that does not count any more
 * @param zone where days and weeks begin
 * @param series one item for each day or week, also for those in which nothing happened
 * @param byPerson by who asked for the generation; merges count for who asked for the change that was merged
 * @param byModel by the model that answered, or that was asked for
 * @param verdicts what people decided of changes, against what the AI review had said of them
 */
public record Statistics(
        Instant from,
        Instant to,
        String zone,
        Figures totals,
        List<Period> series,
        List<Share> byProject,
        List<Share> byPerson,
        List<Share> byModel,
        List<VerdictCount> verdicts) {

    /**
     * A day, or a week that begins on a Monday.
     *
     * @param start the day it begins on
     * @param from its first moment that counts
     * @param to the first moment after it
     */
    public record Period(LocalDate start, Instant from, Instant to, Figures figures) {}

    /**
     * One project's, person's or model's part.
     *
     * @param id the project's or person's id, the model's name; null where no model is known
     */
    public record Share(@Nullable String id, @Nullable String name, Figures figures) {}

    /**
     * How many changes the two judged so, each by its first verdict.
     *
     * @param aiObjected whether the AI review found an error or worse
     * @param example the newest such generation
     */
    public record VerdictCount(boolean aiObjected, Verdict verdict, long count, CodegenTaskId example) {}
}
