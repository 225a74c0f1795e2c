package io.codemaster.api.shared;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what the page holds, in order
 * @param nextCursor opaque text that asks for the following page, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
