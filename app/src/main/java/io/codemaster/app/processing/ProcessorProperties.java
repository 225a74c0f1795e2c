package io.codemaster.app.processing;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * What an operator can change of the event processors.
 *
 * @param segments {@code group=number}: how many segments a group begins with; effective at its first start only
 * @param maxHeldSequences how many sequences of a group may be held; when one more fails, the group waits
 * @param maxHeldEvents how many events of one sequence may wait; when one more comes, the group waits
 * @param retryAfter the first pause before a sequence that failed for a passing reason is tried again; each further one is
 *     twice as long
 * @param retryAtMost the longest such pause
 * @param behindAfter how old the oldest event may be that a processor has not handled before health says that it is behind
 */
@Validated
@ConfigurationProperties("codemaster.processors")
record ProcessorProperties(
        @DefaultValue List<String> segments,
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxHeldSequences,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxHeldEvents,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("10m") Duration retryAtMost,
        @DefaultValue("1m") Duration behindAfter) {

    ProcessorProperties {
        segments = List.copyOf(segments);
        if (retryAfter.isNegative() || retryAfter.isZero()) {
            throw new InvalidConfigurationException(
                    "codemaster.processors.retry-after", "must be longer than nothing", "retry-after: 5s");
        }
        if (retryAtMost.compareTo(retryAfter) < 0) {
            throw new InvalidConfigurationException(
                    "codemaster.processors.retry-at-most",
                    "is shorter than the first pause, retry-after",
                    "retry-at-most: 10m");
        }
    }

    /** The pause after so many attempts. */
    Duration pauseAfter(int attempts) {
        var pause = retryAfter;
        for (int doubled = 1; doubled < attempts && pause.compareTo(retryAtMost) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(retryAtMost) < 0 ? pause : retryAtMost;
    }
}
