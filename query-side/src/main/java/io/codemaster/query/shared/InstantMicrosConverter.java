package io.codemaster.query.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import org.jspecify.annotations.Nullable;

/** Keeps an instant as microseconds since 1970 in a BIGINT, which no database rounds and no time zone moves. */
@Converter(autoApply = true)
public class InstantMicrosConverter implements AttributeConverter<@Nullable Instant, @Nullable Long> {

    /** The column's value. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The instant of a column's value. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long micros) {
        return micros == null ? null : instant(micros);
    }
}
