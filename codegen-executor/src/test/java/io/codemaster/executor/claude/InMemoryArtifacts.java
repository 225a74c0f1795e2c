package io.codemaster.executor.claude;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;

/** Keeps artifacts in memory. */
public final class InMemoryArtifacts implements ArtifactStore {

    private final Map<ArtifactId, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public ArtifactId keep(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            var id = new ArtifactId(HexFormat.of().formatHex(digest));
            contents.put(id, content.clone());
            return id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ArtifactId keep(InputStream content) throws IOException {
        return keep(content.readAllBytes());
    }

    @Override
    public Optional<byte[]> find(ArtifactId id) {
        return Optional.ofNullable(contents.get(id));
    }

    @Override
    public Optional<InputStream> open(ArtifactId id) {
        return find(id).map(ByteArrayInputStream::new);
    }
}
