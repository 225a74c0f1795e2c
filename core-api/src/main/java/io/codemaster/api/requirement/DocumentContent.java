package io.codemaster.api.requirement;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * A document as it was read.
 *
 * @param url the link in its normal form
 * @param revision the document's own count of its changes, null where it has none
 * @param artifact the text, kept in the artifact store
 * @param characters how long the text is
 */
public record DocumentContent(
        String url,
        String title,
        @Nullable Long revision,
        DocumentFormat format,
        ArtifactId artifact,
        int characters) {}
