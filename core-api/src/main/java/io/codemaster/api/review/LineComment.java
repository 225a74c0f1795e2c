package io.codemaster.api.review;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says of lines of a change.
 *
 * @param id unique within the requirement's reviews
 * @param line the first line, 1 or more
 * @param endLine the last line, {@code line} or more
 * @param commit the full SHA-1 of the side's version of the file
 * @param snippet those lines as they were
 * @param body Markdown
 * @param findingId the AI finding that it takes over, null for none
 */
public record LineComment(
        String id,
        String path,
        Side side,
        int line,
        int endLine,
        String commit,
        String snippet,
        String body,
        @Nullable String findingId) {}
