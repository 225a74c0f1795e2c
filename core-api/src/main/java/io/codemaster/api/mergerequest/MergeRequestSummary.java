package io.codemaster.api.mergerequest;

import org.jspecify.annotations.Nullable;

/**
 * A merge request in short.
 *
 * @param failureCode why the platform did not do what was asked last, null when it did
 */
public record MergeRequestSummary(
        MergeRequestState state,
        @Nullable String url,
        @Nullable Long number,
        @Nullable String failureCode) {}
