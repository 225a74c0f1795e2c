package io.codemaster.query.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.TimeRange;

/** Reads what a client says of time. A day is named by its date, a moment by RFC 3339. */
public final class Times {

    private Times() {}

    /**
     * Where days begin.
     *
     * @param name a name of the IANA database or an offset, null for UTC
     * @throws CommandRejected about the field {@code zone}
     */
    public static ZoneId zone(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return ZoneOffset.UTC;
        }
        try {
            return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw unknownZone(name);
        }
    }

    private static CommandRejected unknownZone(String name) {
        return new CommandRejected(
                ErrorCode.REQUEST_INVALID,
                "'%s' is no time zone. Name one as the IANA does, for instance Asia/Shanghai.".formatted(name),
                "zone");
    }

    /**
     * From the beginning of a day or from a moment on, to the end of a day or before a moment.
     *
     * @throws CommandRejected about the field that is wrong
     */
    public static TimeRange range(Field from, Field to, ZoneId zone) {
        var begin = moment(from, zone, 0);
        var end = moment(to, zone, 1);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID,
                    "%s has to be later than %s.".formatted(to.name(), from.name()),
                    to.name());
        }
        return new TimeRange(begin, end);
    }

    private static @Nullable Instant moment(Field field, ZoneId zone, int daysLater) {
        var text = field.value();
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var moment = text.indexOf('T') > 0
                    ? Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text))
                    : LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(zone)
                            .toInstant();
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw wrong(field);
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw wrong(field);
        }
    }

    private static CommandRejected wrong(Field field) {
        return new CommandRejected(
                ErrorCode.REQUEST_INVALID,
                "%s is a day like 2026-11-23 or a moment like 2026-11-23T08:00:00Z, since 1970."
                        .formatted(field.name()),
                field.name());
    }

    /** A query parameter. */
    public record Field(String name, @Nullable String value) {}
}
