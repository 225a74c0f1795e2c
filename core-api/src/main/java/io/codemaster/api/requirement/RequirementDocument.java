package io.codemaster.api.requirement;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.requirement.RequirementDetails.Author;

/**
 * The document of a requirement with its text.
 *
 * @param previous the text that it had before it last changed, null while it has had only one
 */
public record RequirementDocument(
        String url,
        String title,
        @Nullable Long revision,
        Instant readAt,
        Author readBy,
        DocumentFormat format,
        String content,
        @Nullable PreviousVersion previous) {

    /** An earlier text. */
    public record PreviousVersion(@Nullable Long revision, Instant readAt, String content) {}
}
