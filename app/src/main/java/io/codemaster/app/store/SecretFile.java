package io.codemaster.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A value that was not configured: made at the first start, kept in the data directory, readable by its owner alone. */
public record SecretFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    /** The value of this name below the data directory. */
    public static SecretFile in(Path dataDir, String name) {
        return new SecretFile(dataDir.resolve("secrets").resolve(name));
    }

    /**
     * Reads the value, or makes and keeps it. Two processes that start at once agree on one value.
     *
     * @param maker makes a new value; its text must have no line break
     */
    public String readOrMake(Supplier<String> maker) {
        try {
            if (!Files.exists(path)) {
                make(maker.get());
            }
            return Files.readString(path, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a generated secret in " + path, e);
        }
    }

    private void make(String value) throws IOException {
        Files.createDirectories(
                path.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var draft = Files.createTempFile(path.getParent(), "new-", ".tmp"); // mode 600
        Files.writeString(draft, value + "\n", StandardCharsets.UTF_8, StandardOpenOption.SYNC);
        try {
            Files.createLink(path, draft);
            LOG.info("Generated {} and kept it in {}", path.getFileName(), path);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            LOG.debug("{} was made by another process", path);
        } finally {
            Files.delete(draft);
        }
    }
}
