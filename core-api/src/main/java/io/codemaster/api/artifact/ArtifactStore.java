package io.codemaster.api.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps large immutable contents (patches, packs, prompts, long lines) by their digest. Keeping the same content twice
 * stores it once. A content is durable when {@code keep} has returned.
 */
public interface ArtifactStore {

    /**
     * Keeps a content.
     *
     * @param content the bytes; not null, may be empty
     * @return its name
     */
    ArtifactId keep(byte[] content);

    /**
     * Keeps a content that need not fit into memory. The stream is read to its end and not closed.
     *
     * @throws IOException when the stream cannot be read
     */
    ArtifactId keep(InputStream content) throws IOException;

    /** The whole content, or empty when nothing of that name was kept. */
    Optional<byte[]> find(ArtifactId id);

    /** A stream over the content that the caller closes, or empty when nothing of that name was kept. */
    Optional<InputStream> open(ArtifactId id);
}
