package io.codemaster.app.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;

/** Artifacts in the product's own database, in chunks of one megabyte, so that neither side holds a whole large one. */
@Component
class JdbcArtifactStore implements ArtifactStore {

    private static final int CHUNK = 1 << 20;

    private final JdbcTemplate jdbc;

    private final TransactionTemplate ownTransaction;

    JdbcArtifactStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public ArtifactId keep(byte[] content) {
        var id = new ArtifactId(HexFormat.of().formatHex(sha256().digest(content)));
        try {
            keep(id, content.length, new ByteArrayInputStream(content));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        return id;
    }

    /** The name is known only at the end, so the stream goes to a temporary file first. */
    @Override
    public ArtifactId keep(InputStream content) throws IOException {
        Path draft = Files.createTempFile("artifact-", ".tmp");
        try {
            var digest = sha256();
            try (var digesting = new DigestInputStream(content, digest) {
                        @Override
                        public void close() {
                            // the caller closes its stream
                        }
                    };
                    var out = Files.newOutputStream(draft)) {
                digesting.transferTo(out);
            }
            var id = new ArtifactId(HexFormat.of().formatHex(digest.digest()));
            try (var in = Files.newInputStream(draft)) {
                keep(id, Files.size(draft), in);
            }
            return id;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void keep(ArtifactId id, long size, InputStream content) throws IOException {
        if (size(id).isPresent()) {
            return;
        }
        try {
            ownTransaction.executeWithoutResult(status -> insert(id, size, content));
        } catch (DuplicateKeyException sameContentAtTheSameTime) {
            if (size(id).isEmpty()) {
                throw sameContentAtTheSameTime;
            }
        }
    }

    private void insert(ArtifactId id, long size, InputStream content) {
        try {
            var chunks = 0;
            for (var chunk = content.readNBytes(CHUNK); chunk.length > 0; chunk = content.readNBytes(CHUNK)) {
                jdbc.update(
                        "INSERT INTO artifact_chunk (digest, position, content) VALUES (?, ?, ?)",
                        id.value(),
                        chunks,
                        chunk);
                chunks++;
            }
            jdbc.update("INSERT INTO artifact (digest, size_bytes, chunks) VALUES (?, ?, ?)", id.value(), size, chunks);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<Integer> size(ArtifactId id) {
        return jdbc
                .query("SELECT chunks FROM artifact WHERE digest = ?", (row, n) -> row.getInt(1), id.value())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<byte[]> find(ArtifactId id) {
        return open(id).map(in -> {
            try (in) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<InputStream> open(ArtifactId id) {
        return size(id).map(chunks -> new ChunkStream(id, chunks));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads chunk after chunk. */
    private final class ChunkStream extends InputStream {

        private final ArtifactId id;

        private final int chunks;

        private int next;

        private @Nullable InputStream current;

        ChunkStream(ArtifactId id, int chunks) {
            this.id = id;
            this.chunks = chunks;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (true) {
                if (current == null) {
                    if (next == chunks) {
                        return -1;
                    }
                    current = new ByteArrayInputStream(chunk(next++));
                }
                int read = current.read(target, offset, length);
                if (read >= 0) {
                    return read;
                }
                current = null;
            }
        }

        private byte[] chunk(int position) {
            return Objects.requireNonNull(jdbc.queryForObject(
                    "SELECT content FROM artifact_chunk WHERE digest = ? AND position = ?",
                    byte[].class,
                    id.value(),
                    position));
        }
    }
}
