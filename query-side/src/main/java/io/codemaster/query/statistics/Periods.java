package io.codemaster.query.statistics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.codemaster.api.statistics.Figures;
import io.codemaster.api.statistics.FindStatistics.Bucket;
import io.codemaster.api.statistics.Statistics.Period;
import io.codemaster.query.shared.InstantMicrosConverter;

/** The days or weeks of a stretch of time, where a day is as long as its zone makes it. */
final class Periods {

    private final List<LocalDate> days = new ArrayList<>();

    private final Instant from;

    private final Instant to;

    private final ZoneId zone;

    private final long[] starts;

    Periods(Instant from, Instant to, Bucket bucket, ZoneId zone) {
        this.from = from;
        this.to = to;
        this.zone = zone;
        var day = from.atZone(zone).toLocalDate();
        if (bucket == Bucket.WEEK) {
            day = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
        while (start(day).isBefore(to)) {
            days.add(day);
            day = bucket == Bucket.WEEK ? day.plusWeeks(1) : day.plusDays(1);
        }
        starts = days.stream()
                .mapToLong(it -> InstantMicrosConverter.micros(start(it)))
                .toArray();
    }

    int count() {
        return starts.length;
    }

    /** Which of them a moment of the stretch belongs to. */
    int indexOf(long micros) {
        int found = Arrays.binarySearch(starts, micros);
        return found >= 0 ? found : -found - 2;
    }

    List<Period> with(Function<Integer, Figures> figures) {
        var periods = new ArrayList<Period>();
        for (int i = 0; i < days.size(); i++) {
            var begin = start(days.get(i));
            var end = i + 1 < days.size() ? start(days.get(i + 1)) : to;
            periods.add(new Period(days.get(i), begin.isBefore(from) ? from : begin, end, figures.apply(i)));
        }
        return periods;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
