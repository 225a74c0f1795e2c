package io.codemaster.api.shared;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param cursor the {@link Page#nextCursor()} of the page before, or null for the first
 * @param limit how many items at most, 1 to 200
 */
public record PageRequest(@Nullable String cursor, int limit) {

    /** The longest page of an ordinary list. */
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
        }
    }
}
