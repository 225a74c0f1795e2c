package io.codemaster.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.statistics.Figures;
import io.codemaster.api.statistics.Figures.Span;
import io.codemaster.api.statistics.Figures.Tokens;
import io.codemaster.api.statistics.FindStatistics.Bucket;
import io.codemaster.api.statistics.Statistics.Period;
import io.codemaster.query.shared.InstantMicrosConverter;

class TallyTest {

    private static final Figures NOTHING = new Tally().figures();

    private static Span span(long... values) {
        var lengths = new Tally.Lengths();
        LongStream.of(values).forEach(lengths::add);
        return lengths.span();
    }

    private static GenerationFacts generation(
            Outcome outcome, @Nullable String code, int round, @Nullable String verdict, @Nullable Long duration) {
        return new GenerationFacts(
                "task",
                "project",
                "user",
                null,
                0,
                round,
                outcome,
                code,
                duration,
                new BigDecimal("0.25"),
                new Tokens(1, 2, 3, 4),
                verdict,
                null);
    }

    @Test
    void theMiddleIsTheMiddleOneOrBetweenTheTwo() {
        assertThat(span()).isEqualTo(new Span(null, null));
        assertThat(span(7)).isEqualTo(new Span(7L, 7L));
        assertThat(span(30, 10, 20)).isEqualTo(new Span(20L, 30L));
        assertThat(span(40, 10, 30, 20)).isEqualTo(new Span(25L, 40L));
    }

    @Test
    void nineOfTenDoNotExceedTheNinetiethPercentile() {
        assertThat(span(LongStream.rangeClosed(1, 10).toArray()).p90Ms()).isEqualTo(9L);
        assertThat(span(LongStream.rangeClosed(1, 11).toArray()).p90Ms()).isEqualTo(10L);
        assertThat(span(LongStream.rangeClosed(1, 1000).map(it -> 1001 - it).toArray()))
                .isEqualTo(new Span(500L, 900L));
    }

    @Test
    void withoutAnythingThereIsNoRate() {
        assertThat(NOTHING.firstTimeApprovalRate()).isNull();
        assertThat(NOTHING.mergeRate()).isNull();
        assertThat(NOTHING.roundsPerMerge()).isNull();
        assertThat(NOTHING.costUsd()).isZero();
    }

    @Test
    void generationsCountByWhatBecameOfThem() {
        var tally = new Tally();
        tally.add(generation(Outcome.COMPLETED, null, 1, "APPROVED", 100L));
        tally.add(generation(Outcome.COMPLETED, null, 1, "NEEDS_REVISION", 300L));
        tally.add(generation(Outcome.COMPLETED, null, 2, "APPROVED", 500L));
        tally.add(generation(Outcome.FAILED, "agent.limit-turns", 1, null, 5000L));
        tally.add(generation(Outcome.FAILED, "agent.limit-turns", 1, null, null));
        tally.add(generation(Outcome.CANCELLED, null, 1, null, 7L));
        tally.add(generation(Outcome.ACTIVE, null, 1, null, null));
        var figures = tally.figures();
        assertThat(figures.generations()).isEqualTo(7);
        assertThat(figures.completed()).isEqualTo(3);
        assertThat(figures.failed()).isEqualTo(2);
        assertThat(figures.failedByCode()).containsOnlyKeys("agent.limit-turns").containsValue(2L);
        assertThat(figures.cancelled()).isEqualTo(1);
        assertThat(figures.active()).isEqualTo(1);
        assertThat(figures.followUps()).isEqualTo(1);
        assertThat(figures.judged()).as("a rework is no first time").isEqualTo(2);
        assertThat(figures.firstTimeApprovalRate()).isEqualTo(0.5);
        assertThat(figures.duration()).as("of what was completed").isEqualTo(new Span(300L, 500L));
        assertThat(figures.costUsd()).isEqualByComparingTo("1.75");
        assertThat(figures.tokens()).isEqualTo(new Tokens(7, 14, 21, 28));
    }

    @Test
    void onlyAMergeHasALeadTime() {
        var tally = new Tally();
        tally.add(new EndedRequirement("project", "user", null, true, 0, 1000, 0));
        tally.add(new EndedRequirement("project", "user", null, true, 0, 3000, 1));
        tally.add(new EndedRequirement("project", null, null, false, 0, 9000, 0));
        var figures = tally.figures();
        assertThat(figures.ended()).isEqualTo(3);
        assertThat(figures.mergeRate()).isEqualTo(2 / 3.0);
        assertThat(figures.roundsPerMerge()).isEqualTo(0.5);
        assertThat(figures.leadTime()).isEqualTo(new Span(2000L, 3000L));
    }

    private static Periods periods(String from, String to, Bucket bucket, ZoneId zone) {
        return new Periods(Instant.parse(from), Instant.parse(to), bucket, zone);
    }

    @Test
    void aDayIsAsLongAsItsZoneMakesIt() {
        var berlin = ZoneId.of("Europe/Berlin");
        var days = periods("2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", Bucket.DAY, berlin);
        assertThat(days.with(i -> NOTHING))
                .containsExactly(
                        new Period(
                                LocalDate.of(2026, 10, 24),
                                Instant.parse("2026-10-23T22:00:00Z"),
                                Instant.parse("2026-10-24T22:00:00Z"),
                                NOTHING),
                        new Period(
                                LocalDate.of(2026, 10, 25),
                                Instant.parse("2026-10-24T22:00:00Z"),
                                Instant.parse("2026-10-25T23:00:00Z"),
                                NOTHING),
                        new Period(
                                LocalDate.of(2026, 10, 26),
                                Instant.parse("2026-10-25T23:00:00Z"),
                                Instant.parse("2026-10-26T23:00:00Z"),
                                NOTHING));
        assertThat(index(days, "2026-10-25T22:59:59.999999Z")).isEqualTo(1);
        assertThat(index(days, "2026-10-25T23:00:00Z")).isEqualTo(2);
    }

    @Test
    void aWeekBeginsOnAMondayAndTheFirstOneMayBeCutShort() {
        var weeks = periods("2026-11-19T00:00:00Z", "2026-11-24T00:00:00Z", Bucket.WEEK, ZoneOffset.UTC);
        assertThat(weeks.with(i -> NOTHING))
                .extracting(Period::start, Period::from, Period::to)
                .containsExactly(
                        tuple(
                                LocalDate.of(2026, 11, 16),
                                Instant.parse("2026-11-19T00:00:00Z"),
                                Instant.parse("2026-11-23T00:00:00Z")),
                        tuple(
                                LocalDate.of(2026, 11, 23),
                                Instant.parse("2026-11-23T00:00:00Z"),
                                Instant.parse("2026-11-24T00:00:00Z")));
        assertThat(index(weeks, "2026-11-22T23:59:59Z")).isZero();
        assertThat(index(weeks, "2026-11-23T00:00:00Z")).isEqualTo(1);
    }

    private static int index(Periods periods, String moment) {
        return periods.indexOf(InstantMicrosConverter.micros(Instant.parse(moment)));
    }
}
