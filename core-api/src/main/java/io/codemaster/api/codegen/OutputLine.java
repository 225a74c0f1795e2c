package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * One line of the agent's stdout after redaction, without its newline.
 *
 * @param number its place in the transcript, 1, 2, 3 …
 * @param text the line as text; where {@code base64} or {@code artifact} is there, a preview of it. A preview of a JSON
 *     line is JSON with its long strings cut
 * @param json whether {@code text} is one JSON object
 * @param base64 the line's bytes where they are not valid UTF-8, else null
 * @param artifact the whole line where it is longer than 256 KiB, else null
 * @param bytes how long the line is, in bytes after redaction
 * @param terminated whether a newline followed; only the last line of a transcript can lack it
 * @param redactions how many secrets were taken out of it
 */
public record OutputLine(
        long number,
        String text,
        boolean json,
        @Nullable String base64,
        @Nullable ArtifactId artifact,
        long bytes,
        boolean terminated,
        int redactions) {}
