package io.codemaster.executor.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;

/** Keeps contents as long as a test runs. */
public final class InMemoryArtifacts implements ArtifactStore {

    private final Map<ArtifactId, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public ArtifactId keep(byte[] content) {
        try {
            var id = new ArtifactId(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            contents.put(id, content.clone());
            return id;
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
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

    public String text(ArtifactId id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    public byte[] bytes(@Nullable ArtifactId id) {
        if (id == null) {
            throw new AssertionError("nothing was kept");
        }
        return find(id).orElseThrow();
    }
}
