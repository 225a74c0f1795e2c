package io.codemaster.api.codegen;

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
        @Nullable Instant passesAt) {}
