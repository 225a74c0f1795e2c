package io.codemaster.api.mergerequest;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.ErrorCode;

/**
 * Why a platform did not do what was asked.
 *
 * @param message a sentence for a person, with what to do; holds no secret
 * @param passing whether the cause can pass by itself, so that it is tried again without being asked
 * @param passesAt when it will have passed, null when nobody knows
 * @param paths the files that are in conflict, empty for every other cause
 */
public record MergeRequestFailure(
        ErrorCode code,
        String message,
        boolean passing,
        @Nullable Instant passesAt,
        List<String> paths) {}
