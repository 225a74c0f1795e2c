package io.codemaster.api.shared;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from the first moment of it, null for the beginning of time
 * @param to the first moment after it, null for no end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /** All of time. */
    public static final TimeRange ALWAYS = new TimeRange(null, null);
}
