package io.codemaster.executor.claude;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads from a sentence when a limit passes. */
final class LimitTexts {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d+)?Z");

    private static final Pattern EPOCH = Pattern.compile("\\|(\\d{10})\\b");

    private static final Pattern AFTER = Pattern.compile(
            "(?:retry|try again)[a-z ]{0,20}(?:after|in) (\\d{1,6}) ?(s|m|h)[a-z]*", Pattern.CASE_INSENSITIVE);

    private static final Pattern CLOCK_TIME = Pattern.compile(
            "resets? (?:at )?(\\d{1,2})(?::(\\d\\d))? ?(am|pm)?(?: ?\\(([A-Za-z_/+-]{1,40})\\))?",
            Pattern.CASE_INSENSITIVE);

    private final Clock clock;

    LimitTexts(Clock clock) {
        this.clock = clock;
    }

    /** When it passes, null when the text does not say. */
    @Nullable Instant passesAt(String text) {
        try {
            Matcher instant = INSTANT.matcher(text);
            if (instant.find()) {
                return ZonedDateTime.parse(instant.group()).toInstant();
            }
            Matcher epoch = EPOCH.matcher(text);
            if (epoch.find()) {
                return Instant.ofEpochSecond(Long.parseLong(epoch.group(1)));
            }
            Matcher after = AFTER.matcher(text);
            if (after.find()) {
                return clock.instant().plusSeconds(Long.parseLong(after.group(1)) * seconds(after.group(2)));
            }
            Matcher time = CLOCK_TIME.matcher(text);
            return time.find() ? nextTime(time) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Instant nextTime(Matcher time) {
        int hour = Integer.parseInt(time.group(1));
        String half = time.group(3);
        if (half != null) {
            hour = hour % 12 + ("pm".equalsIgnoreCase(half) ? 12 : 0);
        }
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        ZoneId zone = time.group(4) == null ? clock.getZone() : ZoneId.of(time.group(4));
        ZonedDateTime now = clock.instant().atZone(zone);
        ZonedDateTime next = now.with(LocalTime.of(hour, minute));
        return (next.isAfter(now) ? next : next.plusDays(1)).toInstant();
    }

    private static long seconds(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
    }
}
