package io.codemaster.api.codegen;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed.
 *
 * @param step the step it failed in
 * @param message a sentence for a person, with what to do; holds no secret
 * @param passesAt when the cause will have passed (a quota's reset), null when nobody knows
 */
public record Failure(
        FailureCode code,
        GenerationStep step,
        String message,
        @Nullable Instant passesAt) {

    /**
     * When to try again after it: once its cause has passed, where that is known, but not before the pause is over.
     *
     * @param at when it happened
     */
    public Instant retryAt(Instant at, Duration pause) {
        var earliest = at.plus(pause);
        return passesAt != null && passesAt.isAfter(earliest) ? passesAt : earliest;
    }
}
