package io.codemaster.executor.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an answer with status 429 says of the time the limit passes: {@code anthropic-ratelimit-unified-reset} in Unix
 * seconds, else {@code retry-after} (RFC 9110, section 10.2.3) in seconds or as a date.
 */
final class RateLimit {

    static final int STATUS = 429;

    private RateLimit() {}

    /** When the limit passes, null when the headers do not say or say nonsense. */
    static @Nullable Instant passesAt(List<Map.Entry<String, String>> headers, Instant now) {
        Instant found = null;
        for (var header : headers) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("anthropic-ratelimit-unified-reset")) {
                var reset = seconds(header.getValue());
                if (reset >= 0) {
                    return Instant.ofEpochSecond(reset);
                }
            } else if (name.equals("retry-after")) {
                found = retryAfter(header.getValue(), now);
            }
        }
        return found;
    }

    private static @Nullable Instant retryAfter(String value, Instant now) {
        var seconds = seconds(value);
        if (seconds >= 0) {
            return now.plusSeconds(seconds);
        }
        try {
            return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException nonsense) {
            return null;
        }
    }

    private static long seconds(String value) {
        var text = value.strip();
        return text.matches("[0-9]{1,11}") ? Long.parseLong(text) : -1;
    }
}
