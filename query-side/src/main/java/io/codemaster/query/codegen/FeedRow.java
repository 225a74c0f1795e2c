package io.codemaster.query.codegen;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * One durable event of a generation's stream, as it is stored.
 *
 * @param attempt the attempt it belongs to, 0 for none
 * @param textForm how an output line's text lies in the data, null for everything else
 * @param textAt where in the data that text begins; it ends before the last byte
 * @param terminated whether a newline followed the line
 * @param artifact the whole line where the data only has a preview
 * @param data its JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record FeedRow(
        String taskId,
        long sequence,
        FeedKind kind,
        Instant at,
        int attempt,
        @Nullable TextForm textForm,
        int textAt,
        boolean terminated,
        @Nullable ArtifactId artifact,
        byte[] data) {}
