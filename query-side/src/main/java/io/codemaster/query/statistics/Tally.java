package io.codemaster.query.statistics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.review.Verdict;
import io.codemaster.api.statistics.Figures;
import io.codemaster.api.statistics.Figures.Span;
import io.codemaster.api.statistics.Figures.Tokens;

/** Adds facts up to figures, in one pass over them. */
final class Tally {

    private long generations;

    private long completed;

    private long failed;

    private long cancelled;

    private final SortedMap<String, Long> failedByCode = new TreeMap<>();

    private long followUps;

    private long judged;

    private long approvedFirst;

    private long ended;

    private long merged;

    private long rework;

    private BigDecimal cost = BigDecimal.ZERO;

    private long input;

    private long output;

    private long cacheRead;

    private long cacheCreation;

    private final Lengths leadTimes = new Lengths();

    private final Lengths durations = new Lengths();

    void add(GenerationFacts generation) {
        generations++;
        switch (generation.outcome()) {
            case COMPLETED -> completed(generation);
            case FAILED -> failed(generation);
            case CANCELLED -> cancelled++;
            case ACTIVE -> {}
        }
        if (generation.round() > 1) {
            followUps++;
        } else if (generation.firstVerdict() != null) {
            judged++;
            if (generation.firstVerdict().equals(Verdict.APPROVED.name())) {
                approvedFirst++;
            }
        }
        cost = cost.add(generation.costUsd());
        input += generation.tokens().input();
        output += generation.tokens().output();
        cacheRead += generation.tokens().cacheRead();
        cacheCreation += generation.tokens().cacheCreation();
    }

    private void completed(GenerationFacts generation) {
        completed++;
        if (generation.durationMs() != null) {
            durations.add(generation.durationMs());
        }
    }

    private void failed(GenerationFacts generation) {
        failed++;
        if (generation.failureCode() != null) {
            failedByCode.merge(generation.failureCode(), 1L, Long::sum);
        }
    }

    void add(EndedRequirement requirement) {
        ended++;
        if (requirement.merged()) {
            merged++;
            rework += requirement.rework();
            leadTimes.add(requirement.leadTimeMs());
        }
    }

    Figures figures() {
        return new Figures(
                generations,
                completed,
                failed,
                cancelled,
                generations - completed - failed - cancelled,
                failedByCode,
                followUps,
                judged,
                approvedFirst,
                share(approvedFirst, judged),
                ended,
                merged,
                share(merged, ended),
                share(rework, merged),
                leadTimes.span(),
                cost,
                new Tokens(input, output, cacheRead, cacheCreation),
                durations.span());
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (Double) ((double) part / whole);
    }

    /** Lengths of time, as many as come. */
    static final class Lengths {

        private long[] values = new long[16];

        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        Span span() {
            if (size == 0) {
                return new Span(null, null);
            }
            Arrays.sort(values, 0, size);
            int middle = size / 2;
            long median =
                    size % 2 == 1 ? values[middle] : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
            // the nearest rank: the smallest that at least nine of ten do not exceed
            int rank = (size * 9 + 9) / 10;
            return new Span(median, values[rank - 1]);
        }
    }
}
